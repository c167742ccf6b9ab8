package org.schoolapprovals.policyreview.document;

import java.util.List;
import org.jsoup.nodes.Entities;

/** A text of the policy as a page shows it. */
public final class Reading {

    private Reading() {}

    /** Harmless HTML below the heading of a page, whatever is in the text. */
    public static String html(DocumentKind kind, String text) {
        return kind == DocumentKind.MARKDOWN
                ? Markdown.html(text)
                : paragraphs(text.lines().toList());
    }

    private static String paragraphs(List<String> lines) {
        StringBuilder html = new StringBuilder();
        for (String line : lines) {
            html.append("<p>").append(Entities.escape(line)).append("</p>\n");
        }
        return html.toString();
    }
}
