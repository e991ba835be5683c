"""How dialogs are joined to a dispatcher."""
