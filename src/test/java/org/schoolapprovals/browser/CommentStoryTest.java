package org.schoolapprovals.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.schoolapprovals.standin.WithStandIn;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** What parents write on the school's page, from the page to whoever decides, and back to the page. */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT, properties = "school.background-work=true")
@WithStandIn
class CommentStoryTest extends BrowserTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String EVERYBODY_SEES_IT = "Everybody sees it";

    @ParameterizedTest
    @EnumSource(Screen.class)
    void aParentsCommentIsHiddenAtOnceAndShownOnceItIsAgreed(Screen screen) {
        String text = "The beans stand taller than the window sill, seen from a " + screen;
        Visitor parent = visitor(screen);
        write(parent, "Robin Ashby", text);
        stands(parent, text, "Hidden");
        AccessibilityTest.isAccessible(parent);

        Visitor editor = signIn(visitor(screen), "editor").open("/comments");
        assertThat(entry(editor, text)).containsText("Robin Ashby");
        assertThat(entry(editor, text)).containsText("Nothing was found");
        FormFields review = review(editor, text);
        assertThat(review.text("Robin Ashby")).isVisible();
        editor.seesNoSidewaysScrolling();
        review.choose("Publish");
        editor.tasklist().complete();

        stands(parent, text, EVERYBODY_SEES_IT);
        editor.open("/comments?show=decided");
        row(editor, text).getByRole(AriaRole.LINK).click();
        assertThat(editor.page().locator("[aria-current=step]")).containsText("Published");
        assertThat(editor.page().locator(".timeline").getByRole(AriaRole.HEADING))
                .hasText(new String[] {"Received", "Looked through", "Hidden", "Agreed", "Published"});
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void abuseIsKeptAsEvidenceRemovedAndReportedToTheHead(Screen screen) {
        String text = "The idiots in that office cannot even use a " + screen;
        String author = "Rude of the " + screen;
        Visitor parent = visitor(screen);
        write(parent, author, text);
        stands(parent, text, "Hidden");

        Visitor editor = signIn(visitor(screen), "editor").open("/comments?tick=all");
        assertThat(entry(editor, text)).containsText("Urgent");
        assertThat(entry(editor, text)).containsText("Abusive words (S6)");
        assertThat(entry(editor, text).getByRole(AriaRole.CHECKBOX)).hasCount(0);
        review(editor, text)
                .choose("Remove and report")
                .text("Reason", "Insults the people in the office.")
                .select("Clause", "S6: inappropriate or abusive");
        editor.seesNoSidewaysScrolling();
        editor.tasklist().complete();
        isGone(parent, text);

        Visitor head = signIn(visitor(screen), "head");
        head.link("Respond to report: COM-").click();
        head.tasklist().claim();
        FormFields report = head.tasklist().form();
        assertThat(report.text(text)).isVisible();
        assertThat(report.text("Insults the people in the office.")).isVisible();
        head.seesNoSidewaysScrolling();
        report.choose("Speak to the author").text("Note, if any", "I ring them on Tuesday.");
        head.tasklist().complete();

        head.open("/comments?show=decided");
        assertThat(head.page().getByText(text)).hasCount(0);
        row(head, author).getByRole(AriaRole.LINK).click();
        assertThat(head.page().locator("[aria-current=step]")).containsText("Report answered");
        assertThat(head.page().locator(".outside")).hasCount(0);
        head.button("Read the evidence").click();
        assertThat(head.page().locator(".said")).hasText(text);
        head.seesNoSidewaysScrolling();
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void severalHarmlessCommentsArePublishedInOneGoAndTheFlaggedOneStays(Screen screen) {
        List<String> harmless = List.of(
                "A lovely afternoon at the fair, and a " + screen,
                "Does the book fair take cards? Asked from a " + screen,
                "Thank you for the songs, heard on a " + screen);
        String flagged = "Ring me on 07700 900456, that is my " + screen;
        Visitor parent = visitor(screen);
        harmless.forEach(text -> write(parent, "Sam Oyelaran", text));
        write(parent, "Sam Oyelaran", flagged);
        stands(parent, flagged, "Hidden");

        Visitor editor = signIn(visitor(screen), "editor").open("/comments");
        harmless.forEach(
                text -> entry(editor, text).getByRole(AriaRole.CHECKBOX).check());
        assertThat(entry(editor, flagged).getByRole(AriaRole.CHECKBOX)).hasCount(0);
        editor.seesNoSidewaysScrolling();
        editor.button("Publish the ticked ones").first().click();
        assertThat(editor.said(AriaRole.STATUS)).containsText("3 comments are agreed and go out");
        assertThat(entry(editor, flagged)).isVisible();
        assertThat(entry(editor, harmless.get(0))).hasCount(0);

        harmless.forEach(text -> stands(parent, text, EVERYBODY_SEES_IT));
        stands(parent, flagged, "Hidden");
    }

    private static void write(Visitor parent, String author, String text) {
        parent.open("/standin");
        parent.page().getByLabel("Name").fill(author);
        parent.page()
                .getByLabel("Comment", new Page.GetByLabelOptions().setExact(true))
                .fill(text);
        parent.button("Comment").click();
        assertThat(entry(parent, text)).isVisible();
    }

    /** Looks at the page, again and again, until the comment stands there like this. */
    private static void stands(Visitor parent, String text, String how) {
        look(
                parent,
                () -> assertThat(entry(parent, text).locator(".badge").innerText())
                        .isEqualTo(how));
    }

    private static void isGone(Visitor parent, String text) {
        look(parent, () -> assertThat(entry(parent, text).count()).isZero());
    }

    private static void look(Visitor parent, Runnable sees) {
        await().pollInSameThread().atMost(PATIENCE).untilAsserted(() -> {
            parent.open("/standin");
            sees.run();
        });
    }

    private static Locator entry(Visitor visitor, String text) {
        return visitor.page().locator(".items > li").filter(new Locator.FilterOptions().setHasText(text));
    }

    private static Locator row(Visitor visitor, String text) {
        return visitor.page().getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(text));
    }

    /** Follows a comment from the list into Tasklist, and takes it. */
    private static FormFields review(Visitor editor, String text) {
        entry(editor, text)
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(Pattern.compile("^Decide COM-.* in Tasklist$")))
                .click();
        editor.tasklist().claim();
        assertThat(editor.tasklist().task().locator(".said")).hasText(text);
        return editor.tasklist().form();
    }
}
