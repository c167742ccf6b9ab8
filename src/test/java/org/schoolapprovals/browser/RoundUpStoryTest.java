package org.schoolapprovals.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.schoolapprovals.roundup.RoundUp;
import org.schoolapprovals.roundup.RoundUpDesk;
import org.schoolapprovals.roundup.RoundUps;
import org.schoolapprovals.roundup.State;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The round-up of a week, from the first words to the governors, in the first week of March 2027. */
class RoundUpStoryTest extends BrowserTest {

    private static final LocalDateTime THURSDAY = LocalDateTime.of(2027, 3, 4, 10, 0);
    private static final LocalDateTime FRIDAY = LocalDateTime.of(2027, 3, 5, 9, 0);
    private static final String DAY = "2027-03-05";
    private static final String TEXT =
            "What a week! <img src=x onerror=alert(1)> {{1+1}} **b**\n  Year 2 sang in town, and the beans came up.";

    @Autowired
    private RoundUps roundUps;

    private RoundUpDesk desk;

    @BeforeEach
    void noRoundUpWasEverAskedFor(@Autowired ApplicationContext school) {
        desk = new RoundUpDesk(school);
        desk.opensAt(THURSDAY.toString());
        desk.looksAt(THURSDAY.toString());
    }

    @AfterEach
    void nobodyElseFindsIt() {
        desk.closes();
    }

    private RoundUp asked() {
        goTo(FRIDAY);
        List<RoundUp> asked = roundUps.openDue();
        assertThat(asked).hasSize(1);
        return asked.get(0);
    }

    @Test
    void itIsWrittenOnThursdayPostedOnFridayAndReadByGovernors() {
        Visitor editor = atDesk("editor").open("/roundups");
        editor.link("Fri 5 Mar 2027, due").click();
        editor.page().getByLabel("Text of the post").fill("See https://elsewhere.example/fair");
        editor.button("Save and check").click();
        assertThat(editor.page().getByText("it links to elsewhere.example")).isVisible();
        editor.page().getByLabel("Text of the post").fill(TEXT);
        editor.button("Save and check").click();
        assertThat(editor.page().getByText("Nothing stands against it.")).isVisible();
        assertThat(editor.page().locator("main img, main b")).hasCount(0);

        RoundUp roundUp = asked();
        editor.open("/").link("Post round-up: Fri 5 Mar 2027").click();
        assertThat(editor.tasklist().task()).containsText("nothing stands against it");
        editor.tasklist().claim();
        FormFields form = editor.tasklist().form();
        assertThat(form.field(AriaRole.TEXTBOX, "Text as it was posted")).hasValue(TEXT);
        form.choose("Posted");
        form.text("Text as it was posted", "Ring 07700 900123.");
        editor.tasklist().tryToComplete();
        assertThat(editor.tasklist().notification("there is a phone number in it"))
                .isVisible();
        assertThat(roundUps.find(roundUp.id()).isOpen()).isTrue();
        editor.tasklist().closeNotifications();
        form.text("Text as it was posted", TEXT).text("Link to the post, if any", "https://www.facebook.com/1_2");
        takePictures("post-round-up");
        editor.tasklist().complete();
        assertThat(roundUps.find(roundUp.id()).state()).isEqualTo(State.POSTED);

        Visitor governor = atDesk("governor").open("/");
        governor.link("Round-ups").click();
        governor.link("Fri 5 Mar 2027").click();
        assertThat(governor.page().locator(".said")).containsText("<img src=x onerror=alert(1)> {{1+1}} **b**");
        assertThat(governor.page().getByText("Posted by Social Media Editor")).isVisible();
    }

    @Test
    void onAPhoneAMissIsSaidWithItsReason() {
        RoundUp roundUp = asked();
        Visitor editor = onPhone("editor").open("/roundups/" + DAY + "/task");
        editor.tasklist().claim();
        FormFields form = editor.tasklist().form().choose("Missed");
        assertThat(form.field(AriaRole.TEXTBOX, "Text as it was posted")).hasCount(0);
        editor.tasklist().tryToComplete();
        assertThat(roundUps.find(roundUp.id()).isOpen()).isTrue();
        editor.tasklist().closeNotifications();
        form.text("Why it was missed", "The page was locked all day.");
        editor.seesNoSidewaysScrolling();
        takePictures("post-round-up-phone");
        editor.tasklist().complete();

        Visitor head = atDesk("head").open("/roundups/" + DAY);
        assertThat(head.page().getByText("The page was locked all day.")).isVisible();
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void itsPagesAreAccessible(Screen screen) {
        RoundUp roundUp = asked();
        Visitor editor = signIn(visitor(screen), "editor").open("/roundups");
        AccessibilityTest.isAccessible(editor);
        editor.open("/roundups/" + DAY);
        AccessibilityTest.isAccessible(editor);
        editor.page().getByLabel("Text of the post").fill("See https://elsewhere.example/fair");
        editor.button("Save and check").click();
        assertThat(editor.said(AriaRole.STATUS)).isVisible();
        AccessibilityTest.isAccessible(editor);
        editor.page().getByLabel("Text of the post").fill(TEXT);
        editor.button("Save and check").click();
        assertThat(editor.page().getByText("Nothing stands against it.")).isVisible();
        AccessibilityTest.isAccessible(editor);
        editor.page().getByLabel("Text of the post").evaluate("field => field.removeAttribute('maxlength')");
        editor.page().getByLabel("Text of the post").fill("x".repeat(3001));
        editor.button("Save and check").click();
        assertThat(editor.said(AriaRole.ALERT)).isVisible();
        AccessibilityTest.isAccessible(editor);

        complete("editor", roundUp.id(), RoundUpDesk.POST, RoundUpDesk.missed("The page was locked all day."));
        Visitor head = signIn(visitor(screen), "head").open("/roundups/" + DAY);
        AccessibilityTest.isAccessible(head);
        Visitor teacher = signIn(visitor(screen), "teacher");
        assertThat(teacher.statusOf("/roundups")).isEqualTo(403);
        AccessibilityTest.isAccessible(teacher);
        assertThat(teacher.statusOf("/roundups/" + DAY)).isEqualTo(404);
    }
}
