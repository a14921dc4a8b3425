#!/bin/sh
# Fetches Debian's MediaWiki into a folder, without installing it: it would bring a web server and a database.
set -eu
target=$1
packages=$(mktemp -d)
trap 'rm -rf "$packages"' EXIT
(cd "$packages" && apt-get download -qq -o APT::Sandbox::User=root mediawiki mediawiki-classes)
for package in "$packages"/*.deb; do dpkg -x "$package" "$packages/root"; done
rm -rf "$target"
mv "$packages/root/usr/share/mediawiki" "$target"
# The packages link to places that only an installed MediaWiki has.
find "$target" -maxdepth 1 -type l -delete
mv "$target/extensions-core" "$target/extensions"
