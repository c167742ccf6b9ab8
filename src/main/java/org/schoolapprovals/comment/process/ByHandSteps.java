package org.schoolapprovals.comment.process;

import java.util.List;
import org.schoolapprovals.comment.Channel;
import org.schoolapprovals.comment.Comment;
import org.schoolapprovals.comment.Effect;

/** What a person does on a channel, step by step, where the software cannot. */
final class ByHandSteps {

    private ByHandSteps() {}

    /** Whether the text has yet to be written on the channel, rather than shown where it stands hidden. */
    static boolean isPosted(Comment comment, Effect effect) {
        return effect == Effect.SHOW
                && comment.origin().externalId().isEmpty()
                && comment.stretches().isEmpty();
    }

    static List<String> of(Comment comment, Effect effect) {
        Channel channel = comment.channel();
        String find = "Find the comment where it stands: the author and the text below tell it from others.";
        return switch (effect) {
            case HIDE ->
                List.of(
                        open(channel),
                        find,
                        hide(channel),
                        "Sign out of the account and look: nobody else may see it any more.");
            case SHOW ->
                isPosted(comment, effect)
                        ? List.of(open(channel), post(channel), "Look at it as everybody sees it, and confirm below.")
                        : List.of(
                                open(channel),
                                "Find the hidden comment. If its text differs from the one below by a single letter, leave it hidden and"
                                        + " put this task back: it has to be agreed anew.",
                                show(channel),
                                "Look at it as everybody sees it, and confirm below.");
            case REMOVE ->
                List.of(
                        open(channel),
                        find,
                        remove(channel),
                        "Do not answer it and pass it on to nobody: the evidence is kept here already.");
        };
    }

    private static String open(Channel channel) {
        return switch (channel) {
            case FACEBOOK -> "Sign in to Facebook as the school\u2019s page and open the post.";
            case TWITTER -> "Sign in to the school\u2019s Twitter account and open the post.";
            case WEBSITE -> "Sign in where the school\u2019s website is edited and open the page.";
            case WEDUC -> "Sign in to Weduc with the school\u2019s account and open the message.";
        };
    }

    private static String hide(Channel channel) {
        return switch (channel) {
            case FACEBOOK -> "Open the three dots next to the comment and choose \u201cHide comment\u201d.";
            case TWITTER -> "Open the three dots next to the reply and choose \u201cHide reply\u201d.";
            case WEBSITE -> "Set the comment to \u201cnot published\u201d; do not delete it yet.";
            case WEDUC -> "Hide the reply from everybody else; where that cannot be done, close the discussion.";
        };
    }

    private static String show(Channel channel) {
        return switch (channel) {
            case FACEBOOK -> "Open the three dots next to the comment and choose \u201cUnhide comment\u201d.";
            case TWITTER ->
                "Open the hidden replies, then the three dots next to this one, and choose \u201cUnhide reply\u201d.";
            case WEBSITE -> "Set the comment to \u201cpublished\u201d.";
            case WEDUC -> "Show the reply to everybody again.";
        };
    }

    private static String post(Channel channel) {
        return switch (channel) {
            case FACEBOOK ->
                "Copy the text below, paste it as a comment of the page and post it. Change nothing in it.";
            case TWITTER -> "Copy the text below, paste it as a reply of the school and post it. Change nothing in it.";
            case WEBSITE ->
                "Copy the text below, paste it where it belongs and publish the page. Change nothing in it.";
            case WEDUC -> "Copy the text below, paste it as a message and send it. Change nothing in it.";
        };
    }

    private static String remove(Channel channel) {
        return switch (channel) {
            case FACEBOOK -> "Open the three dots next to the comment and choose \u201cDelete\u201d.";
            case TWITTER ->
                "Nobody can delete what somebody else wrote there: hide the reply, block its author and report it to Twitter.";
            case WEBSITE -> "Delete the comment.";
            case WEDUC -> "Delete the reply; where that cannot be done, ask Weduc\u2019s support to.";
        };
    }
}
