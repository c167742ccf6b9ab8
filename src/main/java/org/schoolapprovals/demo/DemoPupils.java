package org.schoolapprovals.demo;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.schoolapprovals.consent.ConsentCheck;
import org.schoolapprovals.consent.ConsentForm;
import org.schoolapprovals.consent.Consents;
import org.schoolapprovals.consent.How;
import org.schoolapprovals.consent.PupilForm;
import org.schoolapprovals.consent.Pupils;
import org.schoolapprovals.consent.Reply;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.schoolcalendar.SchoolYear;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Three classes of invented children, so that a text that names one of them is noticed, and consents of every shape: given, given
 * for some uses only, missing, refused by one parent, withdrawn, and a child who is barred.
 */
@Component
@Profile("demo")
@Order(3)
class DemoPupils implements ApplicationRunner {

    private static final String OFFICE = "office";
    private static final String EVERYWHERE =
            Arrays.stream(Use.values()).map(Use::value).collect(Collectors.joining(" "));
    private static final int LAST_YEAR_GROUP = 6;

    /** A white dot, in place of a page. */
    private static final byte[] SCAN = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==");

    private final Pupils pupils;
    private final Consents consents;
    private final ConsentCheck check;
    private final Clock clock;

    private final Map<String, UUID> children = new HashMap<>();

    DemoPupils(Pupils pupils, Consents consents, ConsentCheck check, Clock clock) {
        this.pupils = pupils;
        this.consents = consents;
        this.check = check;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        if (check.pupils().isEmpty()) {
            enrol();
            answer();
            children.clear();
        }
    }

    private void enrol() {
        inClass("1H", "Aisha Rahman", "Bertie Langford", "Carys Probert", "Dylan Ashcroft", "Esme Thackeray");
        inClass("1H", "Femi Adebayo", "Hollie Wainwright", "Oskar Zielinski");
        inClass("3B", "Amelia Okafor", "Noah Pritchard", "Zoë Lindqvist", "Grace Adeyemi", "Ibrahim Hussain");
        inClass("3B", "Will Hartley", "Olivia Marsden", "Jakub Nowak");
        inClass("6K", "Imogen Sterndale", "Kwame Boateng", "Leila Haddad", "Morgan Tranter", "Niamh Gallagher");
        inClass("6K", "Priya Venkatesan", "Rhys Cadwallader", "Tabitha Winslow");
    }

    private void answer() {
        for (String name : children.keySet()) {
            switch (name) {
                case "Noah Pritchard", "Femi Adebayo", "Leila Haddad" -> {
                    // Nobody has answered yet.
                }
                case "Will Hartley", "Carys Probert" ->
                    reply(name, "Mother of " + name, Reply.GIVEN, How.ONLINE, "weduc newsletter");
                case "Olivia Marsden", "Kwame Boateng" ->
                    reply(name, "Father of " + name, Reply.GIVEN, How.PAPER, EVERYWHERE);
                default -> reply(name, "Mother of " + name, Reply.GIVEN, How.ONLINE, EVERYWHERE);
            }
        }
        reply("Zoë Lindqvist", "Father of Zoë Lindqvist", Reply.REFUSED, How.ONLINE, "facebook twitter press");
        reply("Grace Adeyemi", "Mother of Grace Adeyemi", Reply.WITHDRAWN, How.SPOKEN, "facebook");
        consents.bar(
                OFFICE, children.get("Ibrahim Hussain"), "An invented reason: only the office and the head read it.");
    }

    private void inClass(String className, String... names) {
        int yearGroup = className.charAt(0) - '0';
        int leaving = SchoolYear.of(today()).startsIn() + 1 + LAST_YEAR_GROUP - yearGroup;
        for (String name : names) {
            String[] parts = name.split(" ");
            String nickname = name.equals("Amelia Okafor") ? "Millie" : "";
            children.put(
                    name,
                    pupils.add(
                            OFFICE,
                            new PupilForm(parts[0], parts[1], className, String.valueOf(leaving), "", nickname)));
        }
    }

    private void reply(String name, String carer, Reply reply, How how, String uses) {
        Map<String, String> replies =
                Arrays.stream(uses.split(" ")).collect(Collectors.toMap(use -> use, use -> reply.value()));
        consents.record(
                OFFICE,
                children.get(name),
                new ConsentForm(carer, replies, today().toString(), how.value(), ""),
                how == How.PAPER ? SCAN : null);
    }

    private LocalDate today() {
        return SchoolTime.dayOf(clock.instant());
    }
}
