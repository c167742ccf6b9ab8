package org.schoolapprovals.roundup;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.decision.Stage;
import org.schoolapprovals.decision.StageKind;
import org.schoolapprovals.decision.StageRecord;
import org.schoolapprovals.notice.Notice;
import org.schoolapprovals.notice.Notices;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.photo.ClearedPhoto;
import org.schoolapprovals.photo.ClearedPhotos;
import org.schoolapprovals.refusal.Faults;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.SchoolCalendar;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.schoolcalendar.Term;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people and the clock can do with round-ups. Each method is one transaction, in which the round-up, its photographs and its stage
 * in the record change together or not at all. User names are those of whoever acts.
 *
 * <p>Everything refuses with {@link RefusedException}, with {@link NotAllowedException} for the wrong person. Whoever has to hold
 * photographs and a round-up holds the photographs first: so does the module that takes them back.
 */
@Service
@Transactional
public class RoundUps {

    /** The page that lists them. */
    public static final String PAGES = "/roundups";

    static final String NOT_YOURS = "There is no such round-up, or it is not yours to see.";

    /** The latest to choose from: some weeks' worth, and no more pictures than a form bears. */
    private static final int PHOTOS_OFFERED = 24;

    private final RoundUpStore store;
    private final RoundUpSettings settings;
    private final PostCheck check;
    private final ClearedPhotos photos;
    private final StageRecord stages;
    private final People people;
    private final SchoolCalendars calendars;
    private final Notices notices;
    private final RoundUpProcess process;
    private final Clock clock;

    RoundUps(
            RoundUpStore store,
            RoundUpSettings settings,
            PostCheck check,
            ClearedPhotos photos,
            StageRecord stages,
            People people,
            SchoolCalendars calendars,
            Notices notices,
            RoundUpProcess process,
            Clock clock) {
        this.store = store;
        this.settings = settings;
        this.check = check;
        this.photos = photos;
        this.stages = stages;
        this.people = people;
        this.calendars = calendars;
        this.notices = notices;
        this.process = process;
        this.clock = clock;
    }

    /**
     * Asks for what has come to be due since it was last called, each Friday once, however many nodes call it. Where nobody called it
     * in time the round-up is asked for late, as long as it can still be posted; otherwise it counts as missed at once. What was never
     * looked at before, such as the time before the software was there, asks for nothing.
     *
     * @return what is open because of it
     */
    public List<RoundUp> openDue() {
        Instant now = now();
        LocalDate today = SchoolTime.dayOf(now);
        SchoolCalendar calendar = calendars.current();
        LocalDate lookedAt = store.lockProgress(RoundUpDay.fridayFrom(today).minusWeeks(1));
        List<RoundUp> due = new ArrayList<>();
        List<RoundUp> before = store.open();
        for (LocalDate friday = lookedAt.plusWeeks(1);
                hasCome(friday, now) && isKnown(friday, calendar);
                friday = friday.plusWeeks(1)) {
            RoundUpDay.on(friday, settings.opens(), calendar)
                    .map(day -> RoundUp.opened(UUID.randomUUID(), day, now))
                    .ifPresent(due::add);
            store.noteProgress(friday);
        }
        due.forEach(this::begin);
        if (!due.isEmpty()) {
            before.forEach(roundUp -> overtaken(roundUp.id()));
            due.forEach(roundUp -> process.opened(roundUp.id()));
        }
        return due.stream()
                .map(roundUp -> find(roundUp.id()))
                .filter(RoundUp::isOpen)
                .toList();
    }

    private boolean hasCome(LocalDate friday, Instant now) {
        return !now.isBefore(SchoolTime.at(friday.atTime(settings.opens())));
    }

    /** A Friday after the last term that was entered is looked at again once the next term is. */
    private static boolean isKnown(LocalDate day, SchoolCalendar calendar) {
        List<Term> terms = calendar.terms();
        return !terms.isEmpty() && !day.isAfter(terms.get(terms.size() - 1).lastDay());
    }

    private void begin(RoundUp roundUp) {
        store.add(roundUp);
        stages.begin(
                new Stage(roundUp.id(), roundUp.reference(), RoundUp.PROCESS, RoundUp.CLAUSE, StageKind.ROUND_UP),
                roundUp.day().opens(),
                Optional.of(roundUp.day().due()));
    }

    private void overtaken(UUID id) {
        process.overtaken(id);
        if (find(id).isOpen()) {
            // Somebody deleted its process.
            unanswered(id);
        }
    }

    /**
     * The round-up that is asked for next, or is asked for now and not answered; empty where the school calendar knows of none.
     */
    @Transactional(readOnly = true)
    public Optional<RoundUpDay> next() {
        return next(SchoolTime.dayOf(now()));
    }

    private Optional<RoundUpDay> next(LocalDate today) {
        SchoolCalendar calendar = calendars.current();
        return Stream.iterate(
                        RoundUpDay.fridayFrom(today),
                        friday -> isKnown(friday, calendar),
                        friday -> friday.plusWeeks(1))
                .flatMap(friday -> RoundUpDay.on(friday, settings.opens(), calendar).stream())
                .filter(day -> store.of(day.friday()).isEmpty())
                .findFirst();
    }

    /** Whether somebody may prepare the round-up of this day: the one asked for now, or the next one. */
    @Transactional(readOnly = true)
    public boolean isToBePrepared(LocalDate friday) {
        return store.of(friday)
                .map(RoundUp::isOpen)
                .orElseGet(
                        () -> next().filter(day -> day.friday().equals(friday)).isPresent());
    }

    /** What is prepared for this day, for the process, whoever is signed in; pages ask {@link RoundUpRegister}. */
    @Transactional(readOnly = true)
    public Draft draft(LocalDate friday) {
        return store.draft(friday).orElse(Draft.NONE);
    }

    /** The photographs that may be posted on the page at this moment: those chosen already, and what was cleared last. */
    @Transactional(readOnly = true)
    public List<ClearedPhoto> choices(Draft draft) {
        return Stream.concat(
                        photos.forUse(Use.FACEBOOK, PHOTOS_OFFERED).stream(),
                        photos.find(Use.FACEBOOK, draft.photos()).stream())
                .distinct()
                .toList();
    }

    /**
     * Saves what somebody prepares. It may have faults still: {@link #faultsOf} tells them, and nothing with a fault can be posted.
     *
     * @param text at most 3,000 characters; may be empty
     * @param chosen ids of at most 20 photographs
     * @param version of the draft that the person had before them; 0 for none
     */
    public void prepare(
            LocalDate friday,
            String userId,
            String text,
            Collection<String> chosen,
            boolean contactsOurs,
            int version) {
        RoundUp.requireMayPost(person(userId));
        if (!isToBePrepared(friday)) {
            throw new RefusedException("There is no round-up of %s to prepare: it has ended, or none is due then."
                    .formatted(SchoolTime.format(friday)));
        }
        Faults faults = new Faults();
        String given = faults.optionalLines("Text", text, RoundUpForm.LONGEST_TEXT);
        List<UUID> photoIds = RoundUpForm.photos(chosen, faults);
        faults.refuseIfAny();
        Draft draft = new Draft(given, photoIds, contactsOurs, Optional.of(now()), Optional.of(userId), version + 1);
        if (!store.saveDraft(friday, draft)) {
            throw new RefusedException(
                    "Somebody else saved this round-up meanwhile: copy what you wrote, open it afresh and"
                            + " add it there.");
        }
        store.of(friday).map(RoundUp::id).ifPresent(process::prepared);
    }

    /** What stands against posting this as it is, one sentence each; empty where nothing does. */
    @Transactional(readOnly = true)
    public List<String> faultsOf(Draft draft) {
        Faults faults = new Faults();
        String text = faults.lines("Text", draft.text(), 1, RoundUpForm.LONGEST_TEXT);
        check.text(text, draft.contactsOurs(), faults);
        requireAllowed(draft.photos(), photos.find(Use.FACEBOOK, draft.photos()), faults);
        return faults.sentences();
    }

    private static void requireAllowed(List<UUID> chosen, List<ClearedPhoto> allowed, Faults faults) {
        int refused = chosen.size() - allowed.size();
        if (refused > 0) {
            faults.add(
                    "Photographs: " + (refused == 1 ? "one that you chose" : refused + " of those that you chose")
                            + " may not be shown on the page now, because consent or clearance no longer stands. Please choose again (S3).");
        }
    }

    /**
     * The photographs that are chosen for this day and its text, as a zip, for whoever posts them.
     *
     * @throws RefusedException while something stands against posting them
     */
    @Transactional(readOnly = true)
    public byte[] download(LocalDate friday, String userId) {
        RoundUp.requireMayPost(person(userId));
        Draft draft = draft(friday);
        List<String> faults = faultsOf(draft);
        if (!isToBePrepared(friday) || draft.photos().isEmpty()) {
            throw new RefusedException("There are no photographs to download for this round-up now.");
        }
        if (!faults.isEmpty()) {
            throw new RefusedException(faults);
        }
        return photos.download(photos.find(Use.FACEBOOK, draft.photos()), "round-up-" + friday, draft.text());
    }

    /**
     * Somebody says that the round-up is posted, or why it was missed. What was posted is looked through once more, and its photographs
     * have to be allowed at this very moment.
     *
     * @param form the fields of {@code post-round-up}, as they were sent
     */
    public RoundUp answer(UUID id, String userId, Map<String, ?> form) {
        Person person = person(userId);
        RoundUp.requireMayPost(person);
        find(id).requireOpen();
        Faults faults = new Faults();
        RoundUpForm read = RoundUpForm.of(form, faults);
        List<ClearedPhoto> held = photos.hold(Use.FACEBOOK, read.photos());
        if (read.posted()) {
            check.text(read.text(), read.contactsOurs(), faults);
            requireAllowed(read.photos(), held, faults);
        } else {
            check.reason(read.reason(), faults);
        }
        faults.refuseIfAny();
        RoundUp roundUp = lock(id);
        if (read.posted()) {
            roundUp.posted(person, new Post(read.text(), held, read.link()), now());
        } else {
            roundUp.missed(person, read.reason(), now());
        }
        ended(roundUp, read.posted() ? "" : "said");
        store.addPhotos(id, held);
        if (!read.posted()) {
            notices.tell(Notice.of(
                    Notice.Kind.LAPSE,
                    everybodyWith(Role.HEAD_TEACHER),
                    "The round-up of " + roundUp.day().inWords() + " was missed",
                    "Those responsible for the accounts say that no round-up was posted on "
                            + roundUp.day().inWords() + ", and why (P8).",
                    page(roundUp)));
        }
        return roundUp;
    }

    /** Those who post it are reminded. */
    public RoundUp remind(UUID id) {
        RoundUp roundUp = lock(id);
        roundUp.remind();
        store.save(roundUp);
        return roundUp;
    }

    /** The next school day has come and it is not posted: the head teacher hears of it, once. */
    public RoundUp tellHead(UUID id) {
        RoundUp roundUp = lock(id);
        if (roundUp.tellHead(now())) {
            store.save(roundUp);
            notices.tell(Notice.of(
                    Notice.Kind.ESCALATION,
                    everybodyWith(Role.HEAD_TEACHER),
                    "The round-up of " + roundUp.day().inWords() + " is not posted",
                    "It was due on " + SchoolTime.format(roundUp.day().due())
                            + ", and those responsible for the accounts have not said that it is posted, or why not (P8).",
                    page(roundUp)));
        }
        return roundUp;
    }

    /** Whether it can still be posted: until the next one is asked for or the term ends. */
    @Transactional(readOnly = true)
    public boolean canStillBePosted(UUID id) {
        RoundUp roundUp = find(id);
        return roundUp.isOpen() && !isTooLate(roundUp);
    }

    private boolean isTooLate(RoundUp roundUp) {
        return !now().isBefore(roundUp.day().lastMoment())
                || store.anyAfter(roundUp.day().friday());
    }

    /** Nobody answered, and it can no longer be posted: it counts as missed. */
    public RoundUp unanswered(UUID id) {
        RoundUp roundUp = lock(id);
        roundUp.requireOpen();
        if (!isTooLate(roundUp)) {
            throw new RefusedException("This round-up can still be posted, so it does not count as missed.");
        }
        roundUp.unanswered(earlier(now(), roundUp.day().lastMoment()));
        ended(roundUp, "unanswered");
        notices.tell(Notice.of(
                Notice.Kind.LAPSE,
                everybodyWith(Role.SOCIAL_MEDIA, Role.HEAD_TEACHER),
                "The round-up of " + roundUp.day().inWords() + " counts as missed",
                "Nobody has said that it is posted, or why not, so it counts as missed without a reason (P8).",
                page(roundUp)));
        return roundUp;
    }

    private void ended(RoundUp roundUp, String detail) {
        Ending ending = roundUp.ending().orElseThrow();
        store.save(roundUp);
        store.deleteDrafts(roundUp.day().friday());
        stages.end(
                roundUp.id(),
                StageKind.ROUND_UP,
                roundUp.state() == State.POSTED ? "posted" : "missed",
                detail,
                ending.at());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** The round-up itself, for the process, whoever is signed in; pages ask {@link RoundUpRegister}. */
    @Transactional(readOnly = true)
    public RoundUp find(UUID id) {
        return store.find(id).orElseThrow(() -> new NotAllowedException(NOT_YOURS));
    }

    private RoundUp lock(UUID id) {
        return store.lock(id).orElseThrow(() -> new NotAllowedException(NOT_YOURS));
    }

    static String page(RoundUp roundUp) {
        return PAGES + "/" + roundUp.day().friday();
    }

    private Set<String> everybodyWith(Role... roles) {
        return Stream.of(roles)
                .flatMap(role -> people.with(role).stream())
                .map(Person::id)
                .collect(Collectors.toSet());
    }

    private Person person(String userId) {
        return people.find(userId)
                .orElseThrow(() -> new NotAllowedException("You are not known here any more: please ask the office."));
    }

    /** Whole milliseconds, so that what is written and what is read again are the same moment. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
