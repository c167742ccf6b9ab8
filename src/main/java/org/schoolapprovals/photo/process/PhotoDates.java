package org.schoolapprovals.photo.process;

import java.util.Date;
import java.util.UUID;
import org.schoolapprovals.photo.Duty;
import org.schoolapprovals.photo.Effect;
import org.schoolapprovals.photo.Effort;
import org.schoolapprovals.photo.PhotoSubmissions;
import org.schoolapprovals.photo.Publication;
import org.schoolapprovals.schoolcalendar.Obligation;
import org.springframework.stereotype.Component;

/** The dates that the models' timers wait for, from our own tables. Public because expressions of the models call it. */
@Component
public class PhotoDates {

    private final PhotoSubmissions submissions;

    PhotoDates(PhotoSubmissions submissions) {
        this.submissions = submissions;
    }

    public Date consentReminder(String businessKey) {
        return reminder(ofSubmission(businessKey, Duty.OBTAIN_CONSENT));
    }

    public Date consentDue(String businessKey) {
        return due(ofSubmission(businessKey, Duty.OBTAIN_CONSENT));
    }

    public Date amendmentReminder(String businessKey) {
        return reminder(ofSubmission(businessKey, Duty.AMEND));
    }

    public Date amendmentDue(String businessKey) {
        return due(ofSubmission(businessKey, Duty.AMEND));
    }

    public Date clearingReminder(String businessKey) {
        return reminder(ofSubmission(businessKey, Duty.CLEAR));
    }

    public Date clearingDue(String businessKey) {
        return due(ofSubmission(businessKey, Duty.CLEAR));
    }

    public Date byHandReminder(String businessKey) {
        return reminder(byHand(businessKey));
    }

    public Date byHandDue(String businessKey) {
        return due(byHand(businessKey));
    }

    public Date removalDue(String businessKey) {
        return due(ofPublication(publication(businessKey), Duty.REMOVE));
    }

    public Date tellingReminder(String businessKey) {
        return reminder(ofPublication(publication(businessKey), Duty.TELL_PARENT));
    }

    public Date tellingDue(String businessKey) {
        return due(ofPublication(publication(businessKey), Duty.TELL_PARENT));
    }

    public Date nextAttempt(String businessKey) {
        Effort effort = publication(businessKey).effort();
        return Date.from(effort.nextAttempt().orElseThrow());
    }

    private Obligation ofSubmission(String businessKey, Duty duty) {
        return submissions.find(UUID.fromString(businessKey)).obligation(duty).orElseThrow();
    }

    /** What is taken down is due in real time, and what is published in school days. */
    private Obligation byHand(String businessKey) {
        Publication publication = publication(businessKey);
        return ofPublication(
                publication, PhotoForms.byHand(publication.owes(Effect.PUBLISH) ? Effect.PUBLISH : Effect.REMOVE));
    }

    private static Obligation ofPublication(Publication publication, Duty duty) {
        return publication.obligation(duty).orElseThrow();
    }

    private Publication publication(String businessKey) {
        UUID id = UUID.fromString(businessKey);
        return submissions.findOf(id).publication(id);
    }

    private static Date reminder(Obligation obligation) {
        return Date.from(obligation.reminder());
    }

    private static Date due(Obligation obligation) {
        return Date.from(obligation.due().alarm());
    }
}
