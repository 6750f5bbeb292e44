from core.registry import Room


class DemoConfig(Room):
    name = "demo"
    verbose_name = "Demonstration"
