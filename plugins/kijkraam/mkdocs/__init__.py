"""What the plugin hands over of its work with MkDocs: settings, themes, other plugins."""
