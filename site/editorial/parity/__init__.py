def problems(*a):
    return []
