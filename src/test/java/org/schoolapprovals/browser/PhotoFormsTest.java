package org.schoolapprovals.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.schoolapprovals.browser.AccessibilityTest.isAccessible;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.consent.ConsentForm;
import org.schoolapprovals.consent.Consents;
import org.schoolapprovals.consent.PupilForm;
import org.schoolapprovals.consent.Pupils;
import org.schoolapprovals.photo.image.Corpus;
import org.springframework.beans.factory.annotation.Autowired;

/** The forms of photographs, whatever is typed or chosen in them. */
class PhotoFormsTest extends BrowserTest {

    private static final String FORM = ".own-form";
    private static final String HOSTILE =
            "<img src=x onerror=alert(1)> {{1+1}} **b** [l](javascript:alert(1)) <script>alert(2)</script> {{#if true}}zz";
    private static final String CAPTION = HOSTILE + "\n    two lines, \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67"
            + " and \u05E9\u05DC\u05D5\u05DD (1)";

    @Autowired
    private Pupils pupils;

    @Autowired
    private Consents consents;

    @Test
    void whatWasTypedIsShownAsTheTextItIsInEveryForm() {
        String child = "<b>Xanthe</b> {{6*7}} <img src=x onerror=alert(3)> **q**";
        UUID id = pupils.add(
                "office",
                new PupilForm(
                        "<b>Xanthe</b> {{6*7}}",
                        "<img src=x onerror=alert(3)> **q**",
                        "4Q",
                        "2030",
                        "",
                        "<i>Xan</i> {{5*5}}"));
        consents.record(
                "office",
                id,
                new ConsentForm("<u>Pat</u>", Map.of("press", "given"), "2027-03-01", "online", ""),
                null);

        Visitor teacher = onPhone("teacher");
        teacher.open("/").link("Photographs to be published").click();
        FormFields start = teacher.tasklist().startForm();
        start.upload(jpeg("\"><script>alert(4)</script>.jpg"))
                .text("Event", HOSTILE)
                .text("Caption, if any", CAPTION + " \u202Egnihton\u202C")
                .find("<b>xan")
                .tick(child + ", 4Q", "Newspapers and other press");
        assertThat(start.photographs().getByRole(AriaRole.IMG)).isVisible();
        isText(teacher, 1);
        isAccessible(teacher, FORM);
        start.button("Start").click();
        assertThat(start.alerts()).containsText("please take out the control characters");
        start.text("Caption, if any", CAPTION + "\nSee https://elsewhere.example/");
        start.button("Start").click();
        assertThat(teacher.tasklist().notification("Sent.")).isVisible();

        FormFields amend = openTask(teacher, "Amend photographs", "Press").form();
        assertThat(amend.field(AriaRole.TEXTBOX, "Event")).hasValue(HOSTILE);
        assertThat(amend.field(AriaRole.TEXTBOX, "Caption, if any"))
                .hasValue(CAPTION + "\nSee https://elsewhere.example/");
        assertThat(amend.text(HOSTILE + " (PHO-").first()).isVisible();
        assertThat(amend.field(AriaRole.ROW, child + ", 4Q yes")).isVisible();
        assertThat(amend.photographs().getByRole(AriaRole.IMG)).isVisible();
        isText(teacher, 1);
        isAccessible(teacher, FORM);
        amend.text("Caption, if any", CAPTION);
        teacher.tasklist().complete();

        Visitor editor = onPhone("editor");
        editor.open("/photos").link(HOSTILE).click();
        assertThat(editor.heading(HOSTILE)).isVisible();
        assertThat(editor.page().locator(".outside .said").nth(1).evaluate("said => said.textContent"))
                .isEqualTo(CAPTION);
        assertThat(editor.page().locator("main img")).hasCount(1);
        assertThat(editor.page().locator("main b, main script")).hasCount(0);
        editor.seesNoSidewaysScrolling();

        FormFields clear =
                openTask(editor, "Clear photographs", "Press").claim().form();
        Locator caption = editor.page().locator(".own-said");
        assertThat(caption).containsText("two lines");
        assertThat(caption.evaluate("said => said.textContent")).isEqualTo(CAPTION);
        assertThat(clear.field(AriaRole.ROW, child + ", 4Q yes")).isVisible();
        assertThat(clear.field(AriaRole.IMG, "Photograph 1")).hasJSProperty("naturalWidth", 400);
        isText(editor, 1);
        isAccessible(editor, FORM);
        clear.choose("Clear: publish them");
        editor.tasklist().complete();

        FormFields byHand = openTask(editor, "Do it by hand", "Press").claim().form();
        Locator text = editor.tasklist().task().locator(".said");
        assertThat(text).containsText("two lines");
        assertThat(text.evaluate("said => said.textContent")).isEqualTo(HOSTILE + "\n\n" + CAPTION);
        assertThat(text.locator("img, script, strong, a")).hasCount(0);
        assertThat(editor.tasklist().link("photograph-1.jpg")).isVisible();
        assertThat(editor.ask(editor.tasklist().link("all with the text (ZIP)").getAttribute("href"))
                        .headers())
                .containsEntry("content-type", "application/zip");
        editor.seesNoSidewaysScrolling();
        byHand.tick("Done as described (S3, S4)");
        editor.tasklist().complete();

        Visitor office = onPhone("office");
        office.open("/consents").link(child).click();
        assertThat(office.heading(child)).isVisible();
        assertThat(office.page().getByRole(AriaRole.MAIN)).containsText("<i>Xan</i> {{5*5}}");
        assertThat(office.page().getByRole(AriaRole.MAIN)).containsText("<u>Pat</u>");
        assertThat(office.page().locator("main img, main b, main i, main u")).hasCount(0);
        office.seesNoSidewaysScrolling();
    }

    @Test
    void aFileThatIsNoPhotographIsRefusedInASentenceAndNothingElseIsLost() {
        Visitor teacher = atDesk("teacher");
        teacher.open("/").link("Photographs to be published").click();
        FormFields form = teacher.tasklist().startForm();
        form.text("Event", "An empty playground")
                .tick("No child can be recognised in any of them", "The school’s website")
                .upload(
                        jpeg("swings.jpg"),
                        new FilePayload(
                                "slide.jpg", "image/jpeg", "No picture at all".getBytes(StandardCharsets.UTF_8)));
        Locator good = form.photographs().first();
        Locator wrong = form.photographs().nth(1);
        assertThat(wrong).containsText("This file is no JPEG, PNG or WebP picture: please choose a photograph");
        assertThat(good.getByRole(AriaRole.IMG)).isVisible();
        isAccessible(teacher, FORM);

        form.button("Start").click();
        assertThat(form.text("Please try again, or remove the photographs that were not taken."))
                .isVisible();
        assertThat(form.field(AriaRole.TEXTBOX, "Event")).hasValue("An empty playground");
        assertThat(form.field(AriaRole.CHECKBOX, "The school’s website")).isChecked();
        assertThat(good.getByRole(AriaRole.IMG)).isVisible();

        form.button("Remove photograph 2").click();
        assertThat(form.photographs()).hasCount(1);
        form.button("Start").click();
        assertThat(teacher.tasklist().notification("Sent.")).isVisible();
    }

    private static FilePayload jpeg(String name) {
        return new FilePayload(name, "image/jpeg", Corpus.jpeg());
    }

    /** That there are as many pictures as photographs, and nothing else that somebody typed. */
    private static void isText(Visitor visitor, int photographs) {
        Locator form = visitor.page().locator(FORM);
        assertThat(form.locator("img")).hasCount(photographs);
        assertThat(form.locator("b, i, em, script:not([cam-script])")).hasCount(0);
        visitor.seesNoSidewaysScrolling();
    }
}
