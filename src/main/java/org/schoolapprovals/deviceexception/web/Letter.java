package org.schoolapprovals.deviceexception.web;

import java.util.Collection;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.schoolapprovals.deviceexception.Contact;
import org.schoolapprovals.deviceexception.DeviceExceptionRequest;
import org.schoolapprovals.deviceexception.ExceptionStory;
import org.schoolapprovals.deviceexception.Ruling;
import org.schoolapprovals.deviceexception.Use;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.schoolcalendar.SchoolTime;

/** The letter of approval for the trip folder, in words. */
record Letter(
        String reference,
        String requester,
        String trip,
        String destination,
        String party,
        String departs,
        String returns,
        String device,
        String uses,
        String contacts,
        String safeguards,
        String conditions,
        String approver,
        String role,
        String approvedAt,
        String revokers) {

    /** @throws RefusedException if there is no approval, or none any more */
    static Letter of(ExceptionStory story) {
        Ruling ruling = story.ruling()
                .filter(approval -> story.hasLetter())
                .orElseThrow(() -> new RefusedException("There is no letter of approval: this request stands at \u201c"
                        + Standing.words(story.summary()) + "\u201d."));
        DeviceExceptionRequest request = story.request();
        return new Letter(
                story.summary().reference(),
                story.summary().requesterName(),
                request.tripName(),
                request.destination(),
                request.partyInWords(),
                SchoolTime.format(request.departure()),
                SchoolTime.format(request.homecoming()),
                request.deviceInWords(),
                list(request.uses(), Use::words, "None"),
                list(request.contacts(), Contact::words, "None"),
                request.safeguardsInWords(),
                ruling.conditions().isEmpty() ? "No further conditions." : ruling.conditions(),
                story.rulingByName(),
                StoryPage.inRole(ruling.role(), ruling.onBehalfOf()),
                SchoolTime.format(ruling.at()),
                story.deciders() == Role.HEAD_TEACHER
                        ? "the head teacher or the deputy head"
                        : "the " + story.deciders().title().toLowerCase(Locale.UK));
    }

    /** Without what could lead a browser or a disk astray. */
    String fileName() {
        return "letter-of-approval-" + reference.replaceAll("[^A-Za-z0-9-]", "-") + ".pdf";
    }

    private static <E> String list(Collection<E> choices, Function<E, String> words, String none) {
        return choices.isEmpty() ? none : choices.stream().map(words).collect(Collectors.joining(", "));
    }
}
