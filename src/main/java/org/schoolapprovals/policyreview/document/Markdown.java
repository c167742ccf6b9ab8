package org.schoolapprovals.policyreview.document;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.safety.Safelist;

/** Markdown as a page shows it: whatever its writer put in, nothing in it runs, loads anything or leaves its place. */
final class Markdown {

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER =
            Parser.builder().extensions(EXTENSIONS).maxOpenBlockParsers(50).build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();

    private static final Safelist HARMLESS = new Safelist()
            .addTags("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "strong", "em", "code", "pre", "blockquote")
            .addTags("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "a")
            .addAttributes("a", "href")
            .addAttributes("ol", "start")
            .addProtocols("a", "href", "https", "http", "mailto")
            .addEnforcedAttribute("a", "rel", "noopener noreferrer");

    private static final String BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, tr, pre";
    private static final int TOP_HEADING = 3;
    private static final int DEEPEST_HEADING = 6;

    private Markdown() {}

    /** Below the headings of the page that it stands on; none of its own headings leaves a level out. */
    static String html(String markdown) {
        Document page = clean(markdown);
        int last = TOP_HEADING - 1;
        int highest = DEEPEST_HEADING;
        List<Element> headings = page.select("h1, h2, h3, h4, h5, h6");
        for (Element heading : headings) {
            highest = Math.min(highest, level(heading));
        }
        for (Element heading : headings) {
            int wanted = level(heading) - highest + TOP_HEADING;
            last = Math.min(Math.min(wanted, last + 1), DEEPEST_HEADING);
            heading.tagName("h" + last);
        }
        return page.body().html();
    }

    private static int level(Element heading) {
        return heading.tagName().charAt(1) - '0';
    }

    private static Document clean(String markdown) {
        Document page = Jsoup.parseBodyFragment(Jsoup.clean(RENDERER.render(PARSER.parse(markdown)), HARMLESS));
        page.outputSettings().prettyPrint(false);
        return page;
    }

    /** A heading, a paragraph, an item or a row on each line, without the marks of Markdown. */
    static List<String> lines(String markdown) {
        List<String> lines = new ArrayList<>();
        for (Element block : clean(markdown).select(BLOCKS)) {
            if (isTold(block)) {
                continue;
            }
            Element alone = block.clone();
            alone.select("ul, ol").remove();
            String line = block.is("tr") ? String.join(" | ", block.children().eachText()) : alone.text();
            if (!line.isBlank()) {
                lines.add(Lines.sound(line));
            }
        }
        return lines;
    }

    /** What an item says, the paragraphs inside it say again. */
    private static boolean isTold(Element block) {
        return block.is("li *, td *, th *") && !block.is("li");
    }
}
