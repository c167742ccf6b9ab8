package org.schoolapprovals.demo;

import org.schoolapprovals.textcheck.ListKind;
import org.schoolapprovals.textcheck.TextList;
import org.schoolapprovals.textcheck.TextLists;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A few invented children, so that a comment that names one of them is noticed. */
@Component
@Profile("demo")
@Order(3)
class DemoPupils implements ApplicationRunner {

    private static final String OFFICE = "office";
    private static final String PUPILS = String.join(
            "\n",
            "Amelia Okafor",
            "Noah Pritchard",
            "Zoë Lindqvist",
            "Grace Adeyemi",
            "Ibrahim Hussain",
            "Will Hartley",
            "Olivia Marsden",
            "Jakub Nowak");

    private final TextLists lists;

    DemoPupils(TextLists lists) {
        this.lists = lists;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        TextList pupils = lists.list(OFFICE, ListKind.PUPILS);
        if (pupils.version() == 0) {
            lists.change(OFFICE, ListKind.PUPILS, PUPILS, pupils.version());
        }
    }
}
