package org.schoolapprovals.comment.web;

import java.util.ArrayList;
import java.util.List;
import org.schoolapprovals.comment.CommentPage;
import org.schoolapprovals.comment.Evidence;
import org.schoolapprovals.comment.Shown;
import org.schoolapprovals.schoolcalendar.SchoolTime;

/** The evidence of a report, in words. */
record EvidencePage(String reference, Words.Excerpt text, List<Fact> facts, List<String> readers) {

    record Fact(String name, String value) {}

    /** @param reporter name of whoever reported it */
    static EvidencePage of(Evidence evidence, String reporter) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Author", Shown.text(evidence.authorName())));
        evidence.authorId().ifPresent(id -> facts.add(new Fact("Author’s id or address", Shown.text(id))));
        facts.add(new Fact("Channel", evidence.channel().words()));
        evidence.externalId().ifPresent(id -> facts.add(new Fact("Its id there", Shown.text(id))));
        evidence.subject().ifPresent(subject -> facts.add(new Fact("Subject of the mail", Shown.text(subject))));
        evidence.postLink().ifPresent(link -> facts.add(new Fact("Link", Shown.text(link))));
        facts.add(new Fact("Received", SchoolTime.format(evidence.receivedAt())));
        facts.add(new Fact(
                "In public since", evidence.publicFrom().map(SchoolTime::format).orElse("Never in public")));
        facts.add(new Fact("Reported by", reporter + ", " + SchoolTime.format(evidence.reportedAt())));
        evidence.attachmentUrl().ifPresent(link -> facts.add(new Fact("Attachment", Shown.text(link))));
        evidence.snapshot()
                .ifPresentOrElse(
                        snapshot -> add(snapshot, facts),
                        () -> facts.add(new Fact("What it stood under", "It could not be had before the removal.")));
        return new EvidencePage(
                evidence.reference(),
                Words.Excerpt.of(evidence.text()),
                facts,
                evidence.readers().stream()
                        .map(reader -> reader.name() + ", " + SchoolTime.format(reader.at()))
                        .toList());
    }

    private static void add(CommentPage.Snapshot snapshot, List<Fact> facts) {
        facts.add(new Fact("What it stood under", Shown.text(snapshot.parentText())));
        facts.add(new Fact("Link to that", Shown.text(snapshot.parentLink())));
        snapshot.attachmentSha256().ifPresent(hash -> facts.add(new Fact("SHA-256 of the attachment", hash)));
    }
}
