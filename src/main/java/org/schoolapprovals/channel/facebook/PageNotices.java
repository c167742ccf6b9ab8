package org.schoolapprovals.channel.facebook;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.schoolapprovals.notice.Notice;
import org.schoolapprovals.notice.Notices;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Person;
import org.schoolapprovals.people.Role;
import org.springframework.stereotype.Component;

/** Tells people that something with the page needs them; in the caller's transaction. */
@Component
class PageNotices {

    private final Notices notices;
    private final People people;

    PageNotices(Notices notices, People people) {
        this.notices = notices;
        this.people = people;
    }

    void tell(String subject, String sentence, Role... roles) {
        Set<String> told = Stream.of(roles)
                .flatMap(role -> people.with(role).stream())
                .map(Person::id)
                .collect(Collectors.toSet());
        notices.tell(Notice.of(Notice.Kind.PROBLEM, told, subject, sentence, "/"));
    }
}
