"""The one colour a force can put on the pages."""
