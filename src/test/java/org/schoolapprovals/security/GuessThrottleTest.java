package org.schoolapprovals.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GuessThrottleTest {

    private final GuessThrottle throttle = new GuessThrottle();

    @Test
    void ten_guesses_for_one_account_then_no_more() {
        guess("head", "192.0.2.1", 10);

        assertThat(throttle.admits("head", "192.0.2.1")).isFalse();
        assertThat(throttle.admits("Head", "192.0.2.1")).isFalse();
    }

    @Test
    void a_stranger_does_not_shut_out_the_head_who_is_elsewhere() {
        guess("head", "192.0.2.1", 10);
        throttle.admits("head", "192.0.2.1");

        assertThat(throttle.admits("head", "192.0.2.2")).isTrue();
    }

    @Test
    void sixty_guesses_from_one_address_then_no_more_for_any_account() {
        for (int account = 0; account < 60; account++) {
            assertThat(throttle.admits("person" + account, "192.0.2.1")).isTrue();
        }

        assertThat(throttle.admits("somebody-new", "192.0.2.1")).isFalse();
        assertThat(throttle.admits("somebody-new", "192.0.2.2")).isTrue();
    }

    @Test
    void whoever_signs_in_at_last_starts_afresh() {
        guess("head", "192.0.2.1", 10);

        throttle.forgive("head", "192.0.2.1");

        assertThat(throttle.admits("head", "192.0.2.1")).isTrue();
    }

    private void guess(String userId, String address, int times) {
        for (int guess = 0; guess < times; guess++) {
            assertThat(throttle.admits(userId, address)).isTrue();
        }
    }
}
