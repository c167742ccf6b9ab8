package org.schoolapprovals.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Directory;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.schoolapprovals.consent.PupilForm;
import org.schoolapprovals.consent.Pupils;
import org.schoolapprovals.photo.image.Corpus;
import org.schoolapprovals.standin.WithStandIn;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** A photograph from a teacher's camera to the school's page, and off it again, S3 and S4. */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT, properties = "school.background-work=true")
@WithStandIn
class PhotoConsentStoryTest extends BrowserTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private Pupils pupils;

    @ParameterizedTest
    @EnumSource(Screen.class)
    void aPhotographIsPublishedOnceConsentIsThereAndIsGoneOnceItIsWithdrawn(Screen screen) throws Exception {
        String child = "Ottoline " + (screen == Screen.DESK ? "Deskbury" : "Phonely");
        String event = "Harvest supper, taken for the " + screen;
        pupils.add("office", new PupilForm(child.split(" ")[0], child.split(" ")[1], "4Q", "2030", "", ""));
        Visitor teacher = signIn(visitor(screen), "teacher");
        Visitor office = signIn(visitor(screen), "office");
        Visitor editor = signIn(visitor(screen), "editor");
        Visitor parent = visitor(screen);

        String uploaded = submit(teacher, event, child);
        recordMissingConsent(office, child);
        clear(editor, event, child);
        String published = standsOnThePage(parent, event);
        record(office, child, "Withdrawn");
        isGone(parent, event);
        assertThat(parent.ask(published).status()).isEqualTo(404);
        tellParent(office, event, child);
        assertThat(teacher.ask(uploaded).status())
                .as("once nothing of it is in public, nothing of it is kept")
                .isEqualTo(404);
    }

    /** @return where the cleaned photograph is */
    private static String submit(Visitor teacher, String event, String child) {
        teacher.open("/").link("Photographs to be published").click();
        FormFields form = teacher.tasklist().startForm();
        form.upload(new FilePayload("IMG_2041.jpg", "image/jpeg", Corpus.withExif(Corpus.jpeg(), 1)));
        Locator photograph = form.photographs().first();
        assertThat(photograph).containsText("Location removed");
        Locator preview = photograph.getByRole(AriaRole.IMG);
        assertThat(preview).isVisible();
        String address = preview.getAttribute("src");
        form.text("Event", event)
                .text("Caption, if any", "A table as long as the hall.")
                .find(child)
                .tick(child + ", 4Q", "The school’s Facebook page");
        teacher.seesNoSidewaysScrolling();
        form.button("Start").click();
        assertThat(teacher.tasklist().notification("Sent.")).isVisible();
        return address;
    }

    private static void recordMissingConsent(Visitor office, String child) {
        openTask(office, "Obtain consent", "Facebook").claim();
        assertThat(office.tasklist().task().getByRole(AriaRole.LISTITEM))
                .containsText(new String[] {child + ", 4Q: Facebook"});
        office.seesNoSidewaysScrolling();
        office.tasklist().form().choose("Every consent is recorded");
        office.tasklist().tryToComplete();
        assertThat(office.tasklist().notification(child)).isVisible();

        record(office, child, "Given");
        openTask(office, "Obtain consent", "Facebook").form().choose("Every consent is recorded");
        office.tasklist().complete();
    }

    private static void record(Visitor office, String child, String answer) {
        office.open("/consents").link(child).click();
        office.page().getByLabel("Parent or carer").fill("Mother of " + child);
        office.page()
                .getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Facebook"))
                .getByLabel(answer)
                .check();
        office.page().getByLabel("Date of the answer").fill("2027-03-01");
        office.page().getByLabel("How it came").selectOption("online");
        office.seesNoSidewaysScrolling();
        office.button("Record the answer").click();
        assertThat(office.said(AriaRole.STATUS)).isVisible();
    }

    private static void clear(Visitor editor, String event, String child) {
        FormFields form =
                openTask(editor, "Clear photographs", "Facebook").claim().form();
        assertThat(form.text(event).first()).isVisible();
        assertThat(form.text("A table as long as the hall.")).isVisible();
        Locator picture = form.field(AriaRole.IMG, "Photograph 1");
        assertThat(picture).isVisible();
        assertThat(picture).hasJSProperty("naturalWidth", 400);
        assertThat(form.field(AriaRole.ROW, child + ", 4Q yes")).isVisible();
        editor.seesNoSidewaysScrolling();
        form.choose("Clear: publish them");
        editor.tasklist().complete();
    }

    /** @return where everybody sees the photograph */
    private static String standsOnThePage(Visitor parent, String event) throws Exception {
        look(parent, () -> assertThat(post(parent, event).count()).isOne());
        assertThat(post(parent, event)).containsText("A table as long as the hall.");
        Locator picture = post(parent, event).getByRole(AriaRole.IMG);
        assertThat(picture).hasJSProperty("naturalWidth", 400);
        parent.seesNoSidewaysScrolling();
        String address = picture.getAttribute("src");
        byte[] file = parent.ask(address).body();
        assertThat(StreamSupport.stream(
                                ImageMetadataReader.readMetadata(new ByteArrayInputStream(file))
                                        .getDirectories()
                                        .spliterator(),
                                false)
                        .map(Directory::getName))
                .contains("JPEG")
                .isSubsetOf(List.of("JPEG", "JFIF", "Huffman", "File Type"));
        assertThat(new String(file, StandardCharsets.ISO_8859_1)).doesNotContain(Corpus.PLANTED);
        return address;
    }

    private static void isGone(Visitor parent, String event) {
        look(parent, () -> assertThat(post(parent, event).count()).isZero());
    }

    private static void tellParent(Visitor office, String event, String child) {
        FormFields form = openTask(office, "Tell parent", "Facebook").claim().form();
        assertThat(form.text("Dear parent or carer of " + child)).containsText("Photographs of “" + event + "”");
        office.seesNoSidewaysScrolling();
        form.tick("Sent through Weduc (S3, P4)");
        office.tasklist().complete();
    }

    private static Locator post(Visitor parent, String event) {
        return parent.page().locator("section").filter(new Locator.FilterOptions().setHasText(event));
    }

    private static void look(Visitor parent, Runnable sees) {
        await().pollInSameThread().atMost(PATIENCE).untilAsserted(() -> {
            parent.open("/standin");
            sees.run();
        });
    }
}
