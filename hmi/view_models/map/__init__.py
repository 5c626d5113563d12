"""The map on the screen: camera, tiles, labels, and the item that draws them."""
