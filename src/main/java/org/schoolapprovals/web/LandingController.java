package org.schoolapprovals.web;

import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.web.OwnRequests.OwnRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** What waits for whoever signed in, where their own requests stand and what they may ask for. */
@Controller
class LandingController {

    private static final String TASKLIST = "redirect:/camunda/app/tasklist/default/#/?";

    private final People people;
    private final OpenTasks openTasks;
    private final Startables startables;
    private final List<OwnRequests> ownRequests;
    private final List<HomeNotes> homeNotes;
    private final UnreadNotices unreadNotices;
    private final Clock clock;

    LandingController(
            People people,
            OpenTasks openTasks,
            Startables startables,
            List<OwnRequests> ownRequests,
            List<HomeNotes> homeNotes,
            UnreadNotices unreadNotices,
            Clock clock) {
        this.people = people;
        this.openTasks = openTasks;
        this.startables = startables;
        this.ownRequests = ownRequests;
        this.homeNotes = homeNotes;
        this.unreadNotices = unreadNotices;
        this.clock = clock;
    }

    @GetMapping("/")
    String landing(Principal principal, Model model) {
        Person person =
                people.find(principal.getName()).orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
        Instant now = clock.instant();
        OpenTasks.Waiting waiting = openTasks.of(person, now);
        model.addAttribute("name", person.name());
        model.addAttribute(
                "homeNotes",
                homeNotes.stream()
                        .flatMap(feature -> feature.of(person).stream())
                        .toList());
        model.addAttribute("waiting", waiting);
        model.addAttribute(
                "tasks",
                waiting.tasks().stream()
                        .map(task -> TaskRow.of(task, person, now))
                        .toList());
        UnreadNotices.Unread unread = unreadNotices.of(person);
        model.addAttribute("unread", unread);
        model.addAttribute("notices", unread.lines().stream().map(NoticeRow::of).toList());
        model.addAttribute("madeAt", now.toEpochMilli());
        model.addAttribute("startables", startables.of(person));
        model.addAttribute(
                "requests",
                ownRequests.stream()
                        .flatMap(feature -> feature.of(person).stream())
                        .sorted(Comparator.comparing(OwnRequest::askedAt).reversed())
                        .toList());
        return "landing";
    }

    /** The very task in Tasklist. Its own address has a fragment, which a detour by the sign-in page would lose. */
    @GetMapping("/tasks/{id:[0-9A-Za-z-]{1,64}}")
    String task(@PathVariable String id) {
        return TASKLIST + "task=" + id;
    }

    /** The start form of a process in Tasklist. */
    @GetMapping("/start/{processKey:[a-z][a-z0-9-]{0,63}}")
    String start(@PathVariable String processKey) {
        return TASKLIST + "processStart=" + processKey;
    }

    /** A notice in words. */
    record NoticeRow(String link, String subject, String sentence, String at, boolean urgent) {

        static NoticeRow of(UnreadNotices.Line line) {
            return new NoticeRow(
                    line.link(), line.subject(), line.sentence(), SchoolTime.format(line.at()), line.urgent());
        }
    }

    /** A task in words. */
    record TaskRow(String link, String name, String subject, String facts, String mark) {

        private static final String URGENT = "Urgent";
        private static final String OVERDUE = "Overdue";

        static TaskRow of(OpenTask task, Person reader, Instant now) {
            boolean late = task.due().filter(due -> due.isBefore(now)).isPresent();
            return new TaskRow(
                    "/tasks/" + task.id(),
                    task.name(),
                    task.subject(),
                    Stream.of(
                                    task.due()
                                            .map(due -> "Due " + SchoolTime.format(due))
                                            .or(() -> Optional.of("No due date")),
                                    Optional.of(task.requester())
                                            .filter(name -> !name.isBlank() && !name.equals(reader.name())),
                                    task.departure().map(moment -> "departure " + SchoolTime.format(moment)))
                            .flatMap(Optional::stream)
                            .collect(Collectors.joining(" · ")),
                    late && !task.mark().equals(URGENT) ? OVERDUE : task.mark());
        }
    }
}
