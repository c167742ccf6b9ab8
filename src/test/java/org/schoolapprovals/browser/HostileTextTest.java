package org.schoolapprovals.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Whatever somebody writes is shown to others as the text it is. That no script ran, no dialog opened and nothing was asked of any
 * server is what {@link Visitor} watches throughout.
 */
class HostileTextTest extends BrowserTest {

    private static final String HOSTILE =
            "<img src=x onerror=alert(1)> {{1+1}} **b** [l](javascript:alert(1)) <script>alert(2)</script> {{#if true}}zzzzz";

    @Test
    void markupTemplatesAndMarkdownInARequestAreShownAsText() {
        String name = HOSTILE.substring(0, 100);
        Trip trip = Trip.named(name).because(HOSTILE);
        UUID exception = request("editor", trip);
        String task = taskOf(exception);
        complete("head", exception, Map.of("decision", "more-information", "reason", HOSTILE));

        Visitor editor = atDesk("editor");
        assertThat(editor.link("Answer question: " + name)).isVisible();
        editor.tasklist().open().queue("My requests");
        assertThat(editor.tasklist().entry(name)).isVisible();
        editor.tasklist().openTask(name);
        assertThat(editor.tasklist().form().text(HOSTILE).first()).isVisible();
        editor.tasklist().form().text("Your answer", HOSTILE);
        editor.tasklist().complete();

        Visitor head = atDesk("head").open("/tasks/" + taskOf(exception));
        FormFields form = head.tasklist().form();
        assertThat(form.text(name).first()).isVisible();
        assertThat(head.tasklist().task().locator(".wide").last()).containsText(HOSTILE);
        assertThat(head.tasklist().task().locator(".talk")).containsText("asked: " + HOSTILE);
        complete("head", exception, Map.of("decision", "approve", "conditions", HOSTILE));

        head.open("/exceptions");
        assertThat(head.link(name)).isVisible();
        head.link(name).click();
        assertThat(head.heading(name)).isVisible();
        assertThat(head.page().locator(".timeline")).containsText(HOSTILE);
        head.seesNoSidewaysScrolling();
        assertThat(head.page().title()).contains(name);
    }
}
