package org.schoolapprovals.deviceexception.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.deviceexception.ExceptionRegister.Requester;
import org.schoolapprovals.deviceexception.Group;
import org.schoolapprovals.deviceexception.RegisterFilter;
import org.schoolapprovals.deviceexception.State;
import org.schoolapprovals.schoolcalendar.Term;

class SoughtTest {

    private static final List<Term> TERMS =
            List.of(new Term("Spring term 2027", LocalDate.of(2027, 1, 5), LocalDate.of(2027, 3, 24)));
    private static final List<Requester> PEOPLE = List.of(new Requester("o'brien & co", "O'Brien"));

    @Test
    void becomesTheFilterOfTheRegister() {
        RegisterFilter filter =
                of("closed", "2027-01-05", "o'brien & co", "refused", "3").filter(TERMS);

        assertThat(filter.group()).contains(Group.CLOSED);
        assertThat(filter.firstDay()).contains(LocalDate.of(2027, 1, 5));
        assertThat(filter.lastDay()).contains(LocalDate.of(2027, 3, 24));
        assertThat(filter.requester()).contains("o'brien & co");
        assertThat(filter.states()).containsExactly(State.REFUSED);
        assertThat(filter.page()).isEqualTo(2);
    }

    @Test
    void leavesOutWhatNobodyCanMean() {
        assertThat(of("CLOSED", "yesterday", "somebody else", "maybe", "-4"))
                .isEqualTo(of(null, null, null, null, null))
                .isEqualTo(new Sought("", "", "", "", 1));
        assertThat(of(null, null, null, null, null).filter(TERMS).requester()).isEqualTo(Optional.empty());
    }

    @Test
    void linksToItself() {
        assertThat(of("closed", "2027-01-05", "o'brien & co", "refused", "3").link())
                .isEqualTo(
                        "/exceptions?group=closed&term=2027-01-05&person=o%27brien%20%26%20co&outcome=refused&page=3");
        assertThat(of("", "", "", "", "1").link()).isEqualTo("/exceptions");
    }

    private static Sought of(String group, String term, String person, String outcome, String page) {
        return Sought.of(group, term, person, outcome, page, TERMS, PEOPLE);
    }
}
