"""What to do tomorrow: at most three sentences, each from a rule over the figures that has a name and can be looked up."""
