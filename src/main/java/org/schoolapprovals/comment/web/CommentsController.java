package org.schoolapprovals.comment.web;

import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.schoolapprovals.comment.CommentFilter;
import org.schoolapprovals.comment.CommentLine;
import org.schoolapprovals.comment.CommentRegister;
import org.schoolapprovals.comment.Comments;
import org.schoolapprovals.comment.CommentsFound;
import org.schoolapprovals.comment.PublishedTogether;
import org.schoolapprovals.comment.Seen;
import org.schoolapprovals.comment.State;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Role;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What waits to be agreed, with the harmless to be published in one go, and what was decided. The ticks of a page say which text
 * was seen; everything else about them is judged anew.
 */
@Controller
@RequestMapping("/comments")
class CommentsController {

    static final Role[] READERS = {Role.SOCIAL_MEDIA, Role.HEAD_TEACHER, Role.DEPUTY_HEAD, Role.CHAIR_OF_GOVERNORS};

    private static final int LINES = 50;
    private static final Pattern SEEN =
            Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([1-9][0-9]{0,8})");
    private static final Pattern PAGE = Pattern.compile("[1-9][0-9]{0,4}");
    private static final Set<State> DECIDED = EnumSet.of(
            State.AGREED, State.PUBLISHED, State.DECLINED, State.REMOVING, State.REPORTED, State.ANSWERED, State.GONE);

    private final CommentRegister register;
    private final Comments comments;
    private final People people;
    private final Clock clock;

    CommentsController(CommentRegister register, Comments comments, People people, Clock clock) {
        this.register = register;
        this.comments = comments;
        this.people = people;
        this.clock = clock;
    }

    /** A part of the comments. */
    record Tab(String name, String link, boolean current) {}

    /** A page of a part. */
    private record Part(List<CommentLine> lines, long total, int page) {

        int pages() {
            return Math.max(1, (int) ((total + LINES - 1) / LINES));
        }
    }

    /** What came of the ticks, in words. */
    public record Result(List<Done> published, List<String> leftOut) {

        public record Done(String reference, String link) {}
    }

    @GetMapping
    ModelAndView list(
            Principal principal,
            @RequestParam(defaultValue = "") String show,
            @RequestParam(defaultValue = "") String page,
            @RequestParam(defaultValue = "") String tick) {
        return mayRead(principal) ? page(principal, show, page, tick.equals("all"), List.of()) : notForThem();
    }

    @PostMapping("/publish")
    ModelAndView publish(
            Principal principal, @RequestParam(required = false) List<String> seen, RedirectAttributes next) {
        if (!mayRead(principal)) {
            return notForThem();
        }
        List<String> ticks = seen == null ? List.of() : seen;
        if (ticks.isEmpty() || ticks.size() > LINES) {
            String fault = ticks.isEmpty()
                    ? "Please tick the comments that you want to publish."
                    : "No more than %d comments are published at once: please tick fewer.".formatted(LINES);
            ModelAndView page = page(principal, "", "", false, List.of(fault));
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
        }
        List<Seen> meant = ticks.stream().flatMap(tick -> read(tick).stream()).toList();
        PublishedTogether done = comments.publishTogether(principal.getName(), meant);
        next.addFlashAttribute("result", result(done, ticks.size() - meant.size()));
        return new ModelAndView("redirect:/comments");
    }

    private ModelAndView page(Principal principal, String show, String page, boolean tickAll, List<String> faults) {
        String viewer = principal.getName();
        Instant now = clock.instant();
        boolean decided = show.equals("decided");
        boolean all = show.equals("all");
        int wanted = PAGE.matcher(page).matches() ? Integer.parseInt(page) : 1;
        Part part = decided
                ? found(viewer, DECIDED, wanted)
                : all ? found(viewer, Set.of(), wanted) : waiting(viewer, wanted);
        List<CommentRow> rows =
                part.lines().stream().map(line -> CommentRow.of(line, now)).toList();
        String link = decided ? "/comments?show=decided&page=" : all ? "/comments?show=all&page=" : "/comments?page=";
        return new ModelAndView("comment/comments")
                .addObject("toDecide", !decided && !all)
                .addObject(
                        "tabs",
                        List.of(
                                new Tab("To decide", "/comments", !decided && !all),
                                new Tab("Decided", "/comments?show=decided", decided),
                                new Tab("All", "/comments?show=all", all)))
                .addObject("rows", rows)
                .addObject(
                        "harmless", rows.stream().filter(CommentRow::harmless).count())
                .addObject("tickAll", tickAll)
                .addObject("total", part.total())
                .addObject("page", part.page())
                .addObject("pages", part.pages())
                .addObject("pageLink", link)
                .addObject("faults", faults);
    }

    private Part waiting(String viewer, int wanted) {
        List<CommentLine> lines = register.waiting(viewer);
        Part whole = new Part(lines, lines.size(), 1);
        int page = Math.min(wanted, whole.pages());
        return new Part(lines.subList((page - 1) * LINES, Math.min(page * LINES, lines.size())), lines.size(), page);
    }

    private Part found(String viewer, Set<State> states, int wanted) {
        CommentsFound found = register.page(viewer, filter(states, wanted));
        Part part = new Part(found.lines(), found.total(), wanted);
        return wanted <= part.pages()
                ? part
                : new Part(register.page(viewer, filter(states, part.pages())).lines(), found.total(), part.pages());
    }

    private static CommentFilter filter(Set<State> states, int page) {
        return new CommentFilter(states, Optional.empty(), Optional.empty(), Optional.empty(), page - 1, LINES);
    }

    private boolean mayRead(Principal principal) {
        return people.find(principal.getName())
                .filter(person -> person.hasAnyOf(READERS))
                .isPresent();
    }

    private static ModelAndView notForThem() {
        return new ModelAndView("comment/no-comments", HttpStatus.FORBIDDEN);
    }

    private static Optional<Seen> read(String tick) {
        Matcher seen = SEEN.matcher(tick);
        return seen.matches()
                ? Optional.of(new Seen(UUID.fromString(seen.group(1)), Integer.parseInt(seen.group(2))))
                : Optional.empty();
    }

    private static Result result(PublishedTogether done, int unreadable) {
        List<String> leftOut = new ArrayList<>(
                done.leftOut().stream().map(PublishedTogether.LeftOut::sentence).toList());
        if (unreadable > 0) {
            leftOut.add("Some of the ticks could not be read: please open this page afresh and tick them again.");
        }
        return new Result(
                done.published().stream()
                        .map(one -> new Result.Done(one.reference(), "/comments/" + one.id()))
                        .toList(),
                leftOut);
    }
}
