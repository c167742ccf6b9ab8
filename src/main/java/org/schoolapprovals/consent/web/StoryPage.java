package org.schoolapprovals.consent.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.schoolapprovals.consent.Answer;
import org.schoolapprovals.consent.Entry;
import org.schoolapprovals.consent.How;
import org.schoolapprovals.consent.Pupil;
import org.schoolapprovals.consent.PupilStory;
import org.schoolapprovals.consent.PupilStory.BarLine;
import org.schoolapprovals.consent.PupilStory.Change;
import org.schoolapprovals.consent.PupilStory.EntryLine;
import org.schoolapprovals.consent.Reply;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.schoolcalendar.SchoolTime;

/** The page of one child, in words. */
record StoryPage(
        String link,
        String name,
        String about,
        boolean present,
        boolean barred,
        String barWords,
        List<Place> places,
        List<Happening> timeline,
        List<String> carers,
        String usualEnd,
        boolean mayLiftBar,
        long version) {

    /** What stands for one use, and by whose word. */
    record Place(String title, String where, Mark mark, List<String> said) {}

    /**
     * Something that was recorded.
     *
     * @param text may be empty
     * @param scan address of the scanned page; empty for none, or for whoever may not read it
     */
    record Happening(
            Instant moment, String at, String title, String by, List<String> details, String text, String scan) {}

    /** What one person recorded of one parent at one moment is told together. */
    private record Occasion(Instant at, String carer, String by) {}

    static StoryPage of(PupilStory story, LocalDate endOfTerm) {
        Pupil pupil = story.line().enrolment().pupil();
        String link = "/consents/pupils/" + pupil.id();
        List<Place> places = story.line().cells().entrySet().stream()
                .map(cell -> new Place(
                        cell.getKey().title(),
                        cell.getKey().words(),
                        Mark.of(cell.getValue(), endOfTerm),
                        said(story, cell.getKey())))
                .toList();
        return new StoryPage(
                link,
                pupil.name(),
                Row.about(story.line()),
                story.line().enrolment().present(),
                story.line().barred(),
                Answer.BARRED.words(),
                places,
                timeline(story, link),
                story.carers(),
                SchoolTime.format(story.usualEnd()),
                story.mayReadReasons(),
                story.line().enrolment().version());
    }

    private static List<String> said(PupilStory story, Use use) {
        return story.entries().stream()
                .filter(EntryLine::counts)
                .map(EntryLine::entry)
                .filter(entry -> entry.use() == use)
                .map(entry -> "%s: %s%s"
                        .formatted(
                                entry.carer(),
                                entry.reply().words().toLowerCase(Locale.UK),
                                entry.validUntil()
                                        .map(day -> " until " + SchoolTime.format(day))
                                        .orElse("")))
                .toList();
    }

    private static List<Happening> timeline(PupilStory story, String link) {
        List<Happening> timeline = new ArrayList<>(answers(story, link));
        story.bars().stream().map(StoryPage::bar).forEach(timeline::add);
        timeline.addAll(changes(story.history()));
        timeline.sort(Comparator.comparing(Happening::moment).reversed());
        return timeline;
    }

    private static List<Happening> answers(PupilStory story, String link) {
        Map<Occasion, List<EntryLine>> occasions = story.entries().stream()
                .collect(Collectors.groupingBy(
                        line -> new Occasion(line.entry().at(), line.entry().carer(), line.by()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return occasions.entrySet().stream()
                .map(occasion -> answer(
                        occasion.getKey(),
                        occasion.getValue().stream()
                                .map(EntryLine::entry)
                                .sorted(Comparator.comparing(Entry::number))
                                .toList(),
                        story.mayReadReasons(),
                        link))
                .toList();
    }

    private static Happening answer(Occasion occasion, List<Entry> entries, boolean mayReadScans, String link) {
        Entry first = entries.get(0);
        List<String> details = new ArrayList<>();
        for (Reply reply : Reply.values()) {
            List<Entry> such =
                    entries.stream().filter(entry -> entry.reply() == reply).toList();
            if (!such.isEmpty()) {
                details.add("%s: %s%s"
                        .formatted(
                                reply.words(),
                                such.stream().map(entry -> entry.use().title()).collect(Collectors.joining(", ")),
                                such.get(0)
                                        .validUntil()
                                        .map(day -> ", until " + SchoolTime.format(day))
                                        .orElse("")));
            }
        }
        details.add("%s, dated %s".formatted(first.how().words(), SchoolTime.format(first.answeredOn())));
        Optional<Entry> scanned = entries.stream().filter(Entry::scanned).findFirst();
        if (scanned.isPresent() && !mayReadScans) {
            details.add("A scanned page is kept with it, for the office and the head teacher.");
        }
        return new Happening(
                occasion.at(),
                SchoolTime.format(occasion.at()),
                occasion.carer() + " answered",
                occasion.by(),
                details,
                "",
                scanned.filter(entry -> mayReadScans)
                        .map(entry -> link + "/scans/" + entry.number())
                        .orElse(""));
    }

    private static Happening bar(BarLine bar) {
        return new Happening(
                bar.at(),
                SchoolTime.format(bar.at()),
                bar.barred() ? "Barred from all publication" : "No longer barred",
                bar.by(),
                bar.reason().isPresent() ? List.of() : List.of("Why is for the office and the head teacher only."),
                bar.reason().orElse(""),
                "");
    }

    /** @param history the latest first */
    private static List<Happening> changes(List<Change> history) {
        List<Happening> changes = new ArrayList<>();
        for (int at = 0; at < history.size(); at++) {
            Change now = history.get(at);
            List<Fact> facts = facts(now);
            boolean first = at == history.size() - 1;
            List<Fact> before = first ? List.of() : facts(history.get(at + 1));
            changes.add(new Happening(
                    now.particulars().at(),
                    SchoolTime.format(now.particulars().at()),
                    title(now, first ? Optional.empty() : Optional.of(history.get(at + 1))),
                    now.by(),
                    facts.stream()
                            .filter(fact -> !before.contains(fact)
                                    && !(first && fact.value().isEmpty()))
                            .map(fact -> fact.name() + ": " + (fact.value().isEmpty() ? "none" : fact.value()))
                            .toList(),
                    "",
                    ""));
        }
        return changes;
    }

    private record Fact(String name, String value) {}

    private static List<Fact> facts(Change change) {
        Pupil pupil = change.particulars().pupil();
        return List.of(
                new Fact("Name", pupil.name()),
                new Fact("Class", pupil.className()),
                new Fact("Year of leaving", String.valueOf(pupil.leavingYear())),
                new Fact("Pupil number", change.particulars().number().orElse("")),
                new Fact("Nicknames", String.join(", ", pupil.nicknames())));
    }

    private static String title(Change now, Optional<Change> before) {
        if (before.isEmpty()) {
            return "Entered in the register";
        }
        boolean present = now.particulars().present();
        return present == before.get().particulars().present()
                ? "Particulars changed"
                : present ? "At the school again" : "Left the school";
    }

    /** What the form for an answer offers for each use. */
    record Asked(String field, String title, List<ConsentsController.Choice> replies) {

        static List<Asked> with(Map<String, String> typed) {
            return Arrays.stream(Use.values())
                    .map(use -> new Asked(
                            PupilController.REPLY + use.value(),
                            use.title(),
                            Arrays.stream(Reply.values())
                                    .map(reply -> new ConsentsController.Choice(
                                            reply.value(),
                                            reply.words(),
                                            reply.value().equals(typed.get(use.value()))))
                                    .toList()))
                    .toList();
        }
    }

    /** The ways in which an answer comes. */
    static List<ConsentsController.Choice> ways(String typed) {
        return Arrays.stream(How.values())
                .map(how -> new ConsentsController.Choice(
                        how.value(), how.words(), how.value().equals(typed)))
                .toList();
    }
}
