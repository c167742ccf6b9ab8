package org.schoolapprovals.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.comment.Comments;
import org.schoolapprovals.comment.PageComment;
import org.schoolapprovals.comment.State;
import org.springframework.beans.factory.annotation.Autowired;

/** A comment as people see it in Tasklist and on our own pages, whatever was written. */
class CommentFormsTest extends BrowserTest {

    private static final String HOSTILE =
            "<img src=x onerror=alert(1)> {{1+1}} **b** [l](javascript:alert(1)) <script>alert(2)</script> {{#if true}}zz";

    @Autowired
    private Comments comments;

    @Autowired
    private ProcessEngine engine;

    private UUID arrives(String externalId, String text, String link) {
        comments.arrived(
                new PageComment(
                        externalId,
                        Optional.of("7"),
                        Optional.empty(),
                        Optional.of("author-" + externalId),
                        "Pat <b>Parent</b>",
                        text,
                        ClockUtil.getCurrentTime().toInstant(),
                        Optional.of(link),
                        Optional.empty()),
                ClockUtil.getCurrentTime().toInstant());
        return UUID.fromString(
                engine
                        .getRuntimeService()
                        .createProcessInstanceQuery()
                        .processDefinitionKey("comment-approval")
                        .list()
                        .stream()
                        .map(process -> process.getBusinessKey())
                        .filter(id -> comments.find(UUID.fromString(id))
                                .origin()
                                .externalId()
                                .filter(externalId::equals)
                                .isPresent())
                        .findFirst()
                        .orElseThrow());
    }

    private String taskOf(UUID comment, String key) {
        await().until(() -> engine.getTaskService()
                        .createTaskQuery()
                        .processInstanceBusinessKey(comment.toString())
                        .taskDefinitionKey(key)
                        .count()
                == 1);
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(comment.toString())
                .taskDefinitionKey(key)
                .singleResult()
                .getId();
    }

    @Test
    void whatAParentWroteIsShownAsTheTextItIsAndNothingElse() {
        String text =
                HOSTILE + "\n    two lines, \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 and \u202Egnihton\u202C";
        UUID comment = arrives("7_1", text, "https://page.example/posts/7?a=\"><script>alert(3)</script>");

        Visitor editor = atDesk("editor").open("/tasks/" + taskOf(comment, "Task_ReviewComment"));
        Locator said = editor.tasklist().task().locator(".said");
        assertThat(said).containsText("{{#if true}}zz");
        assertThat(said.evaluate("said => said.textContent").toString())
                .isEqualTo(text.replace("\u202E", "[hidden mark]").replace("\u202C", "[hidden mark]"));
        assertThat(said).hasCSS("white-space-collapse", "preserve");
        assertThat(said.locator("img, script, strong, a")).hasCount(0);
        assertThat(editor.tasklist().task()).containsText("Pat <b>Parent</b>");

        editor.tasklist().claim();
        editor.tasklist().form().choose("Decline");
        editor.tasklist().tryToComplete();
        assertThat(comments.find(comment).state()).isEqualTo(State.WAITING);
        editor.tasklist()
                .form()
                .text("Reason", "Not about school life.")
                .select("Clause", "S2: school life, professional only");
        takePictures("review-comment");
        editor.tasklist().complete();
        assertThat(comments.find(comment).state()).isEqualTo(State.DECLINED);
    }

    @Test
    void aLongCommentFitsAPhoneAndItsLinkCanBeFollowed() {
        UUID comment =
                arrives("7_2", "A word and a half. ".repeat(1000) + "x".repeat(900), "https://page.example/posts/7");

        Visitor editor = onPhone("editor").open("/tasks/" + taskOf(comment, "Task_ReviewComment"));
        assertThat(editor.tasklist().task().locator(".said")).containsText("A word and a half.");
        assertThat(editor.tasklist().link("https://page.example/posts/7")).hasAttribute("rel", "noopener noreferrer");
        editor.seesNoSidewaysScrolling();
        takePictures("review-comment-phone");
    }

    @Test
    void anEndlessCommentFullOfTricksIsShownAsTextOnEveryPage() {
        String tricks = HOSTILE
                + "\0\0 \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 and \u202Egnihton\u202C \u05E9\u05DC\u05D5\u05DD";
        String shown = tricks.replace("\0", "").replaceAll("[\u202E\u202C]", "[hidden mark]");
        UUID comment = arrives("7_4", tricks + " and on".repeat(15_000), "https://page.example/posts/7");

        Visitor editor = onPhone("editor").open("/tasks/" + taskOf(comment, "Task_ReviewComment"));
        Locator inForm = editor.tasklist().task().locator(".said");
        assertThat(inForm).containsText("and on");
        assertThat(inForm.evaluate("said => said.textContent").toString()).startsWith(shown + " and on");
        editor.seesNoSidewaysScrolling();

        editor.open("/comments");
        Locator inList = editor.page()
                .getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions()
                        .setHas(editor.page().locator("a[href='/comments/" + comment + "']")));
        assertThat(inList.locator(".said").first()).containsText(shown);
        assertThat(inList).containsText("Pat <b>Parent</b>");
        assertThat(inList.getByRole(AriaRole.CHECKBOX)).hasCount(0);
        editor.seesNoSidewaysScrolling();

        editor.open("/comments/" + comment);
        assertThat(editor.heading("Pat <b>Parent</b>")).isVisible();
        editor.page().getByText("The whole text").click();
        assertThat(editor.page().locator(".outside .said").last()).containsText(shown);
        assertThat(editor.page().locator("main img, main script, main b")).hasCount(0);
        editor.seesNoSidewaysScrolling();

        editor.open("/");
        assertThat(editor.page().getByText("and on and on")).hasCount(0);
        editor.seesNoSidewaysScrolling();
    }

    @Test
    void workByHandSaysWhatToDoAndTakesOneConfirmation() {
        UUID comment = arrives("7_3", "Thank you.", "https://page.example/posts/7");

        Visitor editor = atDesk("editor").open("/tasks/" + taskOf(comment, "Task_DoItByHand"));
        assertThat(editor.tasklist().task()).containsText("Hide comment");
        editor.tasklist().claim();
        editor.tasklist().tryToComplete();
        assertThat(editor.tasklist().notification("Please tick")).isVisible();
        editor.tasklist().form().tick("Done as described (P6, S6)");
        takePictures("do-it-by-hand");
        editor.tasklist().complete();
        assertThat(comments.find(comment).isInPublic()).isFalse();
    }

    @Test
    void staffBringACommentLongerThanTheEngineKeeps() {
        Visitor teacher = atDesk("teacher");
        teacher.open("/").link("Comment approval").click();
        FormFields form = teacher.tasklist().startForm();
        form.choose("Twitter")
                .text("Author", "Rude Person")
                .text("The comment, word for word", "Something rude. ".repeat(300))
                .tick("Everybody can see it now");
        takePictures("comment-approval-start");
        form.button("Start").click();
        assertThat(teacher.tasklist().notification("Sent.")).isVisible();
    }
}
