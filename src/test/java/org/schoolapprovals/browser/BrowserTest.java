package org.schoolapprovals.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.schoolapprovals.database.WithDatabase;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.web.SchoolPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * The whole application with a school of people, and a browser for each of them. All tests share one application and one database;
 * each has its own trip, and begins on the same Monday. Nothing may go wrong unseen: whatever a browser complains of fails the test.
 */
@ExtendWith(Chromium.class)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestPropertySource(
        properties = {
            "school.name=Willow Lane Primary School",
            "camunda.bpm.job-execution.wait-time-in-millis=100",
            "camunda.bpm.job-execution.max-wait=200"
        })
@WithDatabase
@Import(SchoolPeople.class)
abstract class BrowserTest {

    /** In the middle of the spring term of the shipped calendar: Mon 1 Mar 2027, 09:00. */
    static final LocalDateTime MONDAY_MORNING = LocalDateTime.of(2027, 3, 1, 9, 0);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @LocalServerPort
    private int port;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private People people;

    private Browser browser;
    private final List<Visitor> visitors = new ArrayList<>();

    @BeforeEach
    void beginOnMonday(Browser browser) {
        this.browser = browser;
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
        goTo(MONDAY_MORNING);
    }

    @AfterEach
    void nothingWentWrongUnseen() {
        ClockUtil.reset();
        List<String> complaints = visitors.stream()
                .flatMap(visitor -> visitor.leave().stream())
                .filter(complaint -> !isRefreshAfterSignOut(complaint) && !isRefreshOfDoneTask(complaint))
                .toList();
        assertThat(complaints).as("complaints of the browser").isEmpty();
    }

    /** Tasklist looks at its queue every few seconds, and once more than it may when somebody signs out at that moment. */
    private static boolean isRefreshAfterSignOut(String complaint) {
        return complaint.startsWith("401 POST") && complaint.contains("/filter/");
    }

    /** For the same reason it may ask once more for the task that somebody completes at that moment. */
    private static boolean isRefreshOfDoneTask(String complaint) {
        return complaint.matches("404 GET .*/engine/default/task/[0-9a-f-]{36}");
    }

    String address() {
        return "http://localhost:" + port;
    }

    /** Somebody who has not signed in yet. */
    Visitor visitor(Screen screen) {
        Visitor visitor = new Visitor(browser, screen, address());
        visitors.add(visitor);
        return visitor;
    }

    Visitor atDesk(String userId) {
        return signIn(visitor(Screen.DESK), userId);
    }

    Visitor onPhone(String userId) {
        return signIn(visitor(Screen.PHONE), userId);
    }

    static Visitor signIn(Visitor visitor, String userId) {
        return visitor.signIn(userId, SchoolPeople.PASSWORD);
    }

    /** Looks at the home page, again and again, until photographs for this place wait there, and follows them into Tasklist. */
    static Tasklist openTask(Visitor visitor, String task, String place) {
        Locator link = visitor.page()
                .getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions()
                                .setName(Pattern.compile("^" + task + ": PHO-[0-9-]+ for " + place + "$")));
        await().pollInSameThread().atMost(PATIENCE).untilAsserted(() -> {
            visitor.open("/");
            assertThat(link.count()).as(task).isOne();
        });
        link.click();
        return visitor.tasklist();
    }

    /** Lets it be that moment, and the engine do what is due by then. */
    void goTo(LocalDateTime schoolLocal) {
        ClockUtil.setCurrentTime(Date.from(SchoolTime.at(schoolLocal)));
        await().atMost(PATIENCE)
                .until(() -> engine.getManagementService()
                                .createJobQuery()
                                .executable()
                                .count()
                        == 0);
    }

    /**
     * Sends a request as Tasklist would, without the browser.
     *
     * @return the id of the exception
     */
    UUID request(String userId, Trip trip) {
        return as(
                userId,
                () -> UUID.fromString(engine.getFormService()
                        .submitStartForm(
                                engine.getRepositoryService()
                                        .createProcessDefinitionQuery()
                                        .processDefinitionKey("personal-device-exception")
                                        .latestVersion()
                                        .singleResult()
                                        .getId(),
                                trip.values())
                        .getBusinessKey()));
    }

    /** Completes the one open task of an exception, without the browser. */
    void complete(String userId, UUID exception, Map<String, Object> values) {
        as(userId, () -> {
            engine.getFormService().submitTaskForm(taskOf(exception), values);
            return null;
        });
    }

    /** Completes this of the open tasks of a request, without the browser. */
    void complete(String userId, UUID request, String task, Map<String, Object> values) {
        as(userId, () -> {
            engine.getFormService()
                    .submitTaskForm(
                            engine.getTaskService()
                                    .createTaskQuery()
                                    .processInstanceBusinessKey(request.toString())
                                    .taskDefinitionKey(task)
                                    .singleResult()
                                    .getId(),
                            values);
            return null;
        });
    }

    /** The id of the one open task of an exception. */
    String taskOf(UUID exception) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(exception.toString())
                .singleResult()
                .getId();
    }

    private <T> T as(String userId, Supplier<T> action) {
        engine.getIdentityService()
                .setAuthentication(
                        userId,
                        people.find(userId).orElseThrow().roles().stream()
                                .map(Role::groupId)
                                .toList());
        try {
            return action.get();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    void takePictures(String name) {
        for (int i = 0; i < visitors.size(); i++) {
            visitors.get(i).takePicture(Path.of("target", "browser", name + "-" + (i + 1) + ".png"));
        }
    }
}
