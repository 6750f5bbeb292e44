from core.registry import Room


class IntakeConfig(Room):
    name = "intake"
