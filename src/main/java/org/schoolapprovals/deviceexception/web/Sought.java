package org.schoolapprovals.deviceexception.web;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.schoolapprovals.deviceexception.ExceptionRegister.Requester;
import org.schoolapprovals.deviceexception.Group;
import org.schoolapprovals.deviceexception.RegisterFilter;
import org.schoolapprovals.deviceexception.State;
import org.schoolapprovals.schoolcalendar.Term;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What somebody looks for in the register, as the address of the page says it. What an address says and nobody can mean counts
 * as not said.
 *
 * @param group name of a group in small letters; empty for all
 * @param term first day of a term, such as {@code 2027-01-05}; empty for all
 * @param person user name of a requester; empty for everybody
 * @param outcome name of an outcome in small letters; empty for all
 * @param page counted from 1
 */
record Sought(String group, String term, String person, String outcome, int page) {

    private static final int LINES = 20;
    private static final int LAST_PAGE = 100_000;

    /** What became of a request, as people ask for it. */
    enum Outcome {
        APPROVED("Approved", EnumSet.of(State.APPROVED, State.ACTIVE, State.RETURNED, State.CLOSED)),
        REFUSED("Refused", EnumSet.of(State.REFUSED)),
        LAPSED("Lapsed", EnumSet.of(State.LAPSED)),
        WITHDRAWN("Withdrawn", EnumSet.of(State.WITHDRAWN)),
        REVOKED("Revoked", EnumSet.of(State.REVOKED)),
        RETROSPECTIVE("Retrospective", EnumSet.of(State.RETROSPECTIVE, State.RETROSPECTIVE_NOTED)),
        UNDECIDED("Not decided yet", EnumSet.of(State.AWAITING_DECISION, State.AWAITING_ANSWER));

        private final String words;
        private final Set<State> states;

        Outcome(String words, Set<State> states) {
            this.words = words;
            this.states = states;
        }

        public String words() {
            return words;
        }

        public String value() {
            return inAddress(this);
        }
    }

    /** Keeps of an address what makes sense: existing terms, and people whom the viewer may see. */
    static Sought of(
            String group,
            String term,
            String person,
            String outcome,
            String page,
            List<Term> terms,
            List<Requester> people) {
        return new Sought(
                constant(Group.values(), group).map(Sought::inAddress).orElse(""),
                terms.stream()
                        .map(known -> known.firstDay().toString())
                        .filter(known -> known.equals(term))
                        .findFirst()
                        .orElse(""),
                people.stream()
                        .map(Requester::userId)
                        .filter(known -> known.equals(person))
                        .findFirst()
                        .orElse(""),
                constant(Outcome.values(), outcome).map(Sought::inAddress).orElse(""),
                pageNumber(page));
    }

    RegisterFilter filter(List<Term> terms) {
        Optional<Term> sought = terms.stream()
                .filter(known -> known.firstDay().toString().equals(term))
                .findFirst();
        return new RegisterFilter(
                constant(Group.values(), group),
                sought.map(Term::firstDay),
                sought.map(Term::lastDay),
                Optional.of(person).filter(one -> !one.isEmpty()),
                constant(Outcome.values(), outcome).map(found -> found.states).orElse(Set.of()),
                page - 1,
                LINES);
    }

    Sought in(String someGroup) {
        return new Sought(someGroup, term, person, outcome, 1);
    }

    public Sought onPage(int some) {
        return new Sought(group, term, person, outcome, some);
    }

    /** Whether anything but the group narrows the register. */
    public boolean isNarrowed() {
        return !term.isEmpty() || !person.isEmpty() || !outcome.isEmpty();
    }

    /** The address of the page that shows this. */
    public String link() {
        UriComponentsBuilder link = UriComponentsBuilder.fromPath("/exceptions");
        add(link, "group", group);
        add(link, "term", term);
        add(link, "person", person);
        add(link, "outcome", outcome);
        add(link, "page", page > 1 ? String.valueOf(page) : "");
        return link.encode().toUriString();
    }

    private static void add(UriComponentsBuilder link, String name, String value) {
        if (!value.isEmpty()) {
            link.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, value));
        }
    }

    static String inAddress(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> Optional<E> constant(E[] constants, String value) {
        return Arrays.stream(constants)
                .filter(constant -> inAddress(constant).equals(value))
                .findFirst();
    }

    private static int pageNumber(String text) {
        return text != null && text.matches("[1-9][0-9]{0,5}") ? Math.min(Integer.parseInt(text), LAST_PAGE) : 1;
    }
}
