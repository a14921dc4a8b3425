# frozen_string_literal: true

# Renders every page of a git wiki with gollum, and its Markdown as GitHub does.
# Prints JSON: by page its HTML, and its links that lead nowhere.
# Usage: ruby rendered_wiki.rb FOLDER

require 'json'
require 'uri'
require 'gollum-lib'
require 'commonmarker'
require 'nokogiri'

EXTENSIONS = %i[table tasklist strikethrough autolink tagfilter].freeze

# Left to itself, gollum takes whichever Markdown is installed, without the HTML that GitHub lets through.
GitHub::Markup::Markdown::MARKDOWN_GEMS.clear
GitHub::Markup::Markdown::MARKDOWN_GEMS['commonmarker'] = lambda do |content, **_|
  CommonMarker.render_html(content, %i[UNSAFE FOOTNOTES], EXTENSIONS)
end

# The pages of a bare repository; all of them lie at its top, which links are relative to.
class RenderedWiki
  def initialize(folder)
    branch = File.read(File.join(folder, 'HEAD'))[%r{refs/heads/(\S+)}, 1]
    wiki = Gollum::Wiki.new(folder, bare: true, ref: branch)
    @files = wiki.files.map(&:path)
    pages = [*wiki.pages, wiki.pages.first&.sidebar].compact
    @html = pages.to_h { |page| [page.path.delete_suffix('.md'), page.formatted_data] }
    @trees = @html.transform_values { |html| Nokogiri::HTML(html) }
    @anchors = @trees.transform_values { |tree| anchors(tree) }
  end

  def to_h
    @html.to_h { |name, html| [name, { html: html, absent: absent(name) }] }
  end

  private

  def anchors(tree)
    tree.css('[id], a[name]').map { |found| (found['id'] || found['name']).delete_prefix('wiki-') }
  end

  def absent(name)
    links = @trees[name].css('a[href], img[src]').map { |found| found['href'] || found['src'] }
    links.uniq.reject { |link| there?(name, link) }
  end

  def there?(name, link)
    return true if link =~ /\A[a-z]+:/i

    path, anchor = link.split('#', 2).map { |part| URI.decode_www_form_component(part.gsub('+', '%2B')) }
    path = name if path.empty?
    return anchor.nil? && @files.include?(path) unless @html.key?(path)

    anchor.nil? || @anchors[path].include?(anchor.delete_prefix('wiki-'))
  end
end

puts JSON.generate(RenderedWiki.new(ARGV.fetch(0)).to_h)
