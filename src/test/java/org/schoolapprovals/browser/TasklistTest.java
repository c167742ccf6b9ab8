package org.schoolapprovals.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tasklist is the school's own tool, behind the one sign-in. */
class TasklistTest extends BrowserTest {

    @Test
    void aLinkToATaskOpensThatTaskAfterSigningIn() {
        UUID exception = request("teacher", Trip.named("Year 1 at the zoo"));
        Visitor head = visitor(Screen.DESK).open("/tasks/" + taskOf(exception));
        signIn(head, "head");
        assertThat(head.heading("Decide exception").first()).isVisible();
        assertThat(head.tasklist().task()).containsText("Year 1 at the zoo");
    }

    @Test
    void itGreetsByNameAndBearsTheNamesOfProductAndSchool() {
        request("assistant", Trip.named("Year 1 at the farm"));
        Visitor head = atDesk("head");
        Tasklist tasklist = head.tasklist().open().queue("To decide");
        assertThat(head.page().locator(".app-banner")).hasText("School ApprovalsWillow Lane Primary School");
        assertThat(head.page().locator("nav")).containsText("Head Teacher");
        assertThat(head.page().locator("html")).hasAttribute("lang", "en-GB");
        assertThat(tasklist.entry("Year 1 at the farm")).containsText("Due Thu 4 Mar 2027, 16:00");
        assertThat(tasklist.link("Create task")).hasCount(0);
        assertThat(head.page().locator(".ce-eol-banner")).isHidden();
    }

    @Test
    void itOpensTimeAndAgainInOneSession() {
        Visitor teacher = atDesk("teacher");
        for (int visit = 0; visit < 3; visit++) {
            teacher.tasklist().open();
            teacher.open("/");
        }
        teacher.page().goBack();
        assertThat(teacher.link("Home")).isVisible();
        teacher.page().reload();
        assertThat(teacher.link("Home")).isVisible();
    }

    @Test
    void itsScriptsRunHoweverManyPeopleAreAtWork() {
        HttpRequest page = HttpRequest.newBuilder(URI.create(address() + Tasklist.ADDRESS))
                .header("Cookie", atDesk("teacher").cookies())
                .build();
        HttpClient client = HttpClient.newHttpClient();
        List<CompletableFuture<HttpResponse<String>>> pages = Stream.generate(
                        () -> client.sendAsync(page, BodyHandlers.ofString()))
                .limit(100)
                .toList();
        assertThat(pages).allSatisfy(answer -> {
            Matcher nonce =
                    Pattern.compile("nonce=\"([^\"]+)\"").matcher(answer.join().body());
            assertThat(nonce.find()).isTrue();
            assertThat(answer.join().headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).contains("'nonce-" + nonce.group(1) + "'"));
        });
    }

    @Test
    void signingOutThereEndsTheSession() {
        Visitor teacher = atDesk("teacher");
        Tasklist tasklist = teacher.tasklist().open();
        tasklist.link("Class Teacher").click();
        tasklist.link("Sign out").click();
        assertThat(teacher.said(AriaRole.STATUS)).hasText("You have signed out.");

        assertThat(teacher.ask("/camunda/api/engine/engine/default/filter").status())
                .isEqualTo(401);
        teacher.page().goBack();
        assertThat(teacher.button("Sign in")).isVisible();
    }

    @Test
    void signingOutOnAPageOfOursEndsTheSessionInTasklistToo() {
        Visitor teacher = atDesk("teacher");
        teacher.button("Sign out").click();
        assertThat(teacher.said(AriaRole.STATUS)).hasText("You have signed out.");
        teacher.open(Tasklist.ADDRESS);
        assertThat(teacher.button("Sign in")).isVisible();
    }

    @Test
    void everythingNeededToDecideStandsOnOneScreen() {
        String why = "The school phone is with another class on these days, and its battery is weak. ";
        Trip trip = Trip.named("Year 5 in the hills of ".repeat(4).strip())
                .because(why.repeat(13).substring(0, 1000).strip());
        for (String other : new String[] {"the abbey", "the mill", "the lighthouse"}) {
            request("office", Trip.named("Year 5 at " + other));
        }
        UUID exception = request("office", trip);
        complete(
                "head",
                exception,
                Map.of("decision", "more-information", "reason", "Who else carries a phone on this trip?"));
        complete("office", exception, Map.of("answer", "Nobody: the others have none. ".repeat(10), "withdraw", false));

        Visitor head = atDesk("head").open("/tasks/" + taskOf(exception));
        Tasklist tasklist = head.tasklist().claim();
        FormFields form = tasklist.form();
        for (String choice : new String[] {"Approve", "Refuse", "Ask for more information"}) {
            form.choose(choice);
            stands(form.field(AriaRole.RADIO, choice));
        }
        stands(form.field(AriaRole.TEXTBOX, "Your question"));
        stands(tasklist.button("Complete"));
        stands(tasklist.task().locator(".head"));
        stands(tasklist.task().locator(".warning"));
        assertThat(tasklist.task().locator(".warning")).containsText("Overlaps with");
        Locator facts = tasklist.task().locator(".facts > div");
        assertThat(facts.count()).isGreaterThanOrEqualTo(8);
        facts.all().forEach(TasklistTest::stands);
        stands(tasklist.task().locator(".talk"));
        stands(tasklist.task().locator(".others"));
    }

    @Test
    void aBoxIsTickedByTheFirstClickThoughTheFormMovesMeanwhile() {
        Visitor teacher = atDesk("teacher").open("/start/personal-device-exception");
        FormFields form = teacher.tasklist().startForm();
        Locator box = form.field(AriaRole.CHECKBOX, "I will keep to what is stated here");
        form.field(AriaRole.TEXTBOX, "Why not a school phone?").click();
        box.scrollIntoViewIfNeeded();
        BoundingBox before = box.boundingBox();
        Mouse mouse = teacher.page().mouse();
        mouse.move(before.x + before.width / 2, before.y + before.height / 4);
        mouse.down();
        await("the form has moved").pollInSameThread().until(() -> box.boundingBox().y > before.y + before.height / 2);
        mouse.up();
        assertThat(box).isChecked();
    }

    /** Wholly on the screen, without scrolling. */
    private static void stands(Locator locator) {
        assertThat(locator).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
    }
}
