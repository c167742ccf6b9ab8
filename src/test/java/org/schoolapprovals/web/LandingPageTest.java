package org.schoolapprovals.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.stringContainsInOrder;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.people.People;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@PagesTest
class LandingPageTest {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Autowired
    private MockMvc pages;

    @Autowired
    private SchoolPeople signIn;

    @Autowired
    private People people;

    @Autowired
    private TaskService tasks;

    @Autowired
    private OpenTasks openTasks;

    @AfterEach
    void clearTheDesk() {
        tasks.deleteTasks(
                tasks.createTaskQuery().list().stream().map(Task::getId).toList(), true);
    }

    @Test
    void showsWhatWaitsUrgentFirstThenTheEarliestDueWithALinkToTheVeryTask() throws Exception {
        Task later =
                forGroup("head-teacher", "Decide", Optional.of(NOW.plus(2, ChronoUnit.DAYS)), "Castle", "Reminded");
        forGroup("head-teacher", "Note", Optional.empty(), "Undated", "");
        Task urgent = forGroup("head-teacher", "Decide", Optional.of(NOW.plus(4, ChronoUnit.DAYS)), "Museum", "Urgent");
        tasks.setPriority(urgent.getId(), 90);
        Task late = forGroup("head-teacher", "Check", Optional.of(NOW.minus(2, ChronoUnit.DAYS)), "Forest", "Reminded");

        pages.perform(get("/").with(signIn.signedIn("head")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("(4, 1 overdue)")))
                .andExpect(content()
                        .string(stringContainsInOrder(
                                "/tasks/" + urgent.getId(),
                                "Museum",
                                "Urgent",
                                "/tasks/" + late.getId(),
                                "Forest",
                                "Overdue",
                                "/tasks/" + later.getId(),
                                "Castle",
                                "Reminded",
                                "Undated",
                                "No due date")));
    }

    @Test
    void showsNobodyWhatIsForOthersOrAlreadyTakenUp() throws Exception {
        forGroup("head-teacher", "Decide", Optional.of(NOW), "For the head", "");
        Task taken = forGroup("staff", "Answer", Optional.of(NOW), "Taken by a colleague", "");
        tasks.setAssignee(taken.getId(), "assistant");
        Task own = forGroup("office", "Close", Optional.of(NOW), "My own", "");
        tasks.setAssignee(own.getId(), "teacher");

        pages.perform(get("/").with(signIn.signedIn("teacher")))
                .andExpect(content()
                        .string(allOf(
                                containsString("My own"),
                                not(containsString("Report of this term")),
                                not(containsString("For the head")),
                                not(containsString("Taken by a colleague")))));
        pages.perform(get("/").with(signIn.signedIn("governor")))
                .andExpect(content()
                        .string(allOf(
                                containsString("Nothing waits for you."),
                                containsString("Report of this term"),
                                not(containsString("Ask for something")),
                                not(containsString("/exceptions")))));
    }

    @Test
    void countsAllTasksThoughItShowsFifty() {
        for (int number = 0; number < 53; number++) {
            forGroup("office", "Task " + number, Optional.of(NOW.minusSeconds(60)), "Trip " + number, "");
        }

        OpenTasks.Waiting waiting = openTasks.of(people.find("office").orElseThrow(), NOW);

        assertThat(waiting.tasks()).hasSize(50);
        assertThat(waiting.total()).isEqualTo(53);
        assertThat(waiting.overdue()).isEqualTo(53);
    }

    @Test
    void readsTheFactsThatTheQueuesShow() {
        Task task = forGroup("office", "Check", Optional.of(NOW), "Lakes", "Urgent");

        OpenTasks.Waiting waiting = openTasks.of(people.find("office").orElseThrow(), NOW.minusSeconds(1));

        assertThat(waiting.overdue()).isZero();
        assertThat(waiting.tasks())
                .isEqualTo(List.of(new OpenTask(
                        task.getId(),
                        "Check",
                        "Lakes",
                        "Class Teacher",
                        Optional.of(NOW.plus(9, ChronoUnit.DAYS)),
                        Optional.of(NOW),
                        "Urgent")));
    }

    @Test
    void whatPeopleTypeIsText() throws Exception {
        forGroup("staff", "Answer", Optional.of(NOW), "<script>alert(1)</script>", "");

        pages.perform(get("/").with(signIn.signedIn("teacher")))
                .andExpect(content()
                        .string(allOf(containsString("&lt;script&gt;alert(1)"), not(containsString("<script")))));
    }

    @Test
    void offersOnlyWhatThePersonMayStart() throws Exception {
        pages.perform(get("/").with(signIn.signedIn("teacher")))
                .andExpect(content().string(containsString("/start/personal-device-exception")))
                .andExpect(content().string(not(containsString("/start/personal-device-closure"))));
        pages.perform(get("/").with(signIn.signedIn("chair")))
                .andExpect(content().string(not(containsString("/start/"))));
    }

    @Test
    void leadsIntoTasklist() throws Exception {
        pages.perform(get("/tasks/0b1e-77").with(signIn.signedIn("teacher")))
                .andExpect(redirectedUrl("/camunda/app/tasklist/default/#/?task=0b1e-77"));
        pages.perform(get("/start/personal-device-exception").with(signIn.signedIn("teacher")))
                .andExpect(redirectedUrl("/camunda/app/tasklist/default/#/?processStart=personal-device-exception"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tasks/a&filter=b", "/tasks/%0d%0aSet-Cookie:x", "/start/Nonsense!", "/tasks/"})
    void leadsNowhereElse(String address) throws Exception {
        pages.perform(get(URI.create(address)).with(signIn.signedIn("teacher"))).andExpect(status().is4xxClientError());
    }

    private Task forGroup(String groupId, String name, Optional<Instant> due, String trip, String mark) {
        Task task = tasks.newTask();
        task.setName(name);
        task.setDueDate(due.map(Date::from).orElse(null));
        tasks.saveTask(task);
        tasks.addCandidateGroup(task.getId(), groupId);
        tasks.setVariablesLocal(
                task.getId(),
                Map.of(
                        "about",
                        trip,
                        "requesterName",
                        "Class Teacher",
                        "mark",
                        mark,
                        "departure",
                        Date.from(NOW.plus(9, ChronoUnit.DAYS))));
        return task;
    }
}
