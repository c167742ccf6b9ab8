package org.schoolapprovals.photo.process;

import java.util.List;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.photo.Effect;

/** What a person does in one of the places, step by step, where the software cannot. */
final class ByHandSteps {

    private ByHandSteps() {}

    static List<String> of(Use place, Effect effect) {
        return effect == Effect.PUBLISH
                ? List.of(
                        "Save the files below on a computer of the school.",
                        open(place),
                        publish(place),
                        "Tag nobody, add no place, and change nothing in the text (S4).",
                        "Delete the files from the computer, look at the result as everybody sees it, and confirm below.")
                : List.of(
                        open(place),
                        "Find the photographs: the text below was published with them. They may never have got there: then there"
                                + " is nothing to remove.",
                        remove(place),
                        "Sign out and look: nobody may see them any more. Then confirm below.");
    }

    private static String open(Use place) {
        return switch (place) {
            case FACEBOOK -> "Sign in to Facebook as the school’s page.";
            case TWITTER -> "Sign in to the school’s Twitter account.";
            case WEBSITE -> "Sign in where the school’s website is edited.";
            case WEDUC -> "Sign in to Weduc with the school’s account.";
            case NEWSLETTER -> "Open the newsletter where it is put together.";
            case PRESS -> "Write to the newspaper from the school’s own e-mail address.";
        };
    }

    private static String publish(Use place) {
        return switch (place) {
            case FACEBOOK, TWITTER -> "Make a post with all of these photographs, paste the text below and post it.";
            case WEBSITE -> "Put the photographs and the text below on the page and publish it.";
            case WEDUC -> "Make a message with all of these photographs, paste the text below and send it.";
            case NEWSLETTER -> "Put the photographs and the text below into the next edition.";
            case PRESS ->
                "Send the photographs and the text below, and ask them to print no child’s name and to keep the files no longer"
                        + " than they need them.";
        };
    }

    private static String remove(Use place) {
        return switch (place) {
            case FACEBOOK -> "Open the three dots next to the post and choose “Delete”, not “Hide”.";
            case TWITTER -> "Open the three dots next to the post and choose “Delete”.";
            case WEBSITE -> "Take the photographs off every page, and delete the files where the website keeps them.";
            case WEDUC -> "Delete the message; where that cannot be done, ask Weduc’s support to.";
            case NEWSLETTER ->
                "Take the photographs out of every edition that can still be read, and destroy printed copies that are left.";
            case PRESS ->
                "Ask them to take the photographs down and to delete them, and wait until they say that they did.";
        };
    }
}
