package org.schoolapprovals.photo.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.schoolapprovals.consent.Use;
import org.schoolapprovals.photo.PhotoChannel;
import org.springframework.context.annotation.Primary;

/** The Facebook page as the process sees it: what it was asked for, what everybody can see now, and answers to order. */
@Primary
final class FakeChannel implements PhotoChannel {

    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final Map<UUID, Post> posts = Collections.synchronizedMap(new HashMap<>());
    private final Deque<Answer> answers = new ArrayDeque<>();
    private boolean connected;
    private Runnable duringCall;

    void opens() {
        calls.clear();
        posts.clear();
        answers.clear();
        connected = true;
        duringCall = () -> {};
    }

    void isNotConnected() {
        connected = false;
    }

    /** The next calls are answered like this, without being carried out. */
    void answers(Answer... next) {
        answers.addAll(List.of(next));
    }

    /** During the next call, before it takes effect, this happens. */
    void duringNextCall(Runnable deed) {
        duringCall = deed;
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    /** What everybody can see. */
    List<Post> posts() {
        return List.copyOf(posts.values());
    }

    @Override
    public boolean isConnected(Use use) {
        return connected && use == Use.FACEBOOK;
    }

    @Override
    public Answer publish(Post post) {
        return answer("publish", () -> {
            posts.put(post.publication(), post);
            return new Answer.Done(
                    "1_" + post.publication(), Optional.of("https://page.example/" + post.publication()));
        });
    }

    @Override
    public Answer remove(UUID publication, Optional<String> externalId) {
        return answer(
                "remove",
                () -> posts.remove(publication) == null
                        ? new Answer.Gone()
                        : new Answer.Done(externalId.orElse(""), Optional.empty()));
    }

    private interface Effect {
        Answer takes();
    }

    private Answer answer(String call, Effect effect) {
        calls.add(call);
        Runnable deed = duringCall;
        duringCall = () -> {};
        deed.run();
        Answer ordered = answers.poll();
        return ordered != null ? ordered : effect.takes();
    }
}
