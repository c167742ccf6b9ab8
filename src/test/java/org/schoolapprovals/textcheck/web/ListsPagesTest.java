package org.schoolapprovals.textcheck.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.textcheck.ListKind;
import org.schoolapprovals.textcheck.TextLists;
import org.schoolapprovals.web.PagesTest;
import org.schoolapprovals.web.SchoolPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.transaction.annotation.Transactional;

@PagesTest
@Transactional
class ListsPagesTest {

    @Autowired
    private MockMvc pages;

    @Autowired
    private TextLists lists;

    @Autowired
    private SchoolPeople people;

    private ResultActions send(String userId, String list, String entries, Object version) throws Exception {
        return pages.perform(post("/lists/{list}", list)
                .param("entries", entries)
                .param("version", String.valueOf(version))
                .with(people.signedIn(userId))
                .with(csrf()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"editor", "office", "head", "deputy"})
    void the_keepers_see_every_list_and_change_it(String userId) throws Exception {
        pages.perform(get("/lists").with(people.signedIn(userId)))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("/lists/abusive-words"),
                                containsString("/lists/safeguarding-signs"),
                                containsString("/lists/agreed-sites"),
                                not(containsString("/lists/pupils")),
                                containsString("5 entries"))));
        pages.perform(get("/lists/agreed-sites").with(people.signedIn(userId)))
                .andExpect(status().isOk())
                .andExpect(content().string(allOf(containsString("gov.uk\n"), containsString("name=\"version\""))));
        send(userId, "agreed-sites", "gov.uk\nhttps://www.willowlane.example/news", 0)
                .andExpect(redirectedUrl("/lists"))
                .andExpect(flash().attribute("notice", containsString("1 added (willowlane.example), 4 removed")));

        assertThat(lists.list(userId, ListKind.AGREED_SITES).entries()).containsExactly("gov.uk", "willowlane.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"teacher", "assistant", "governor", "chair", "admin"})
    void nobody_else_sees_or_changes_any_of_them(String userId) throws Exception {
        for (String path : new String[] {"/lists", "/lists/agreed-sites", "/lists/abusive-words"}) {
            pages.perform(get(path).with(people.signedIn(userId)))
                    .andExpect(status().isForbidden())
                    .andExpect(content()
                            .string(allOf(containsString("Only those responsible"), not(containsString("<textarea")))));
        }
        send(userId, "agreed-sites", "mallory.example", 0).andExpect(status().isForbidden());

        assertThat(lists.list("office", ListKind.AGREED_SITES).entries()).doesNotContain("mallory.example");
    }

    @Test
    void a_refused_change_keeps_what_was_typed() throws Exception {
        send("editor", "agreed-sites", "gov.uk\nco.uk\n<script>alert(1)</script>", 0)
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(
                                containsString("Line 2: co.uk is not one site, please write more of it."),
                                containsString("Line 3: please write a site such as bbc.co.uk."),
                                containsString("&lt;script&gt;alert(1)&lt;/script&gt;"),
                                not(containsString("<script")))));
    }

    @Test
    void a_form_that_somebody_overtook_is_refused() throws Exception {
        send("office", "agreed-sites", "first.example", 0).andExpect(redirectedUrl("/lists"));

        send("editor", "agreed-sites", "second.example", 0)
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(
                                containsString("somebody has changed this list meanwhile"),
                                containsString("second.example"))));
    }

    @Test
    void without_its_token_a_form_changes_nothing() throws Exception {
        pages.perform(post("/lists/agreed-sites")
                        .param("entries", "mallory.example")
                        .param("version", "0")
                        .with(people.signedIn("editor")))
                .andExpect(status().isForbidden());

        assertThat(lists.list("office", ListKind.AGREED_SITES).entries()).doesNotContain("mallory.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/lists/unknown", "/lists/pupils", "/lists/AGREED_SITES", "/lists/%27--"})
    void an_unknown_list_is_not_found(String path) throws Exception {
        pages.perform(get(URI.create(path)).with(people.signedIn("editor"))).andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1e9", "-1", "99999999999999999999"})
    void an_absurd_version_changes_nothing(String version) throws Exception {
        send("editor", "agreed-sites", "mallory.example", version).andExpect(status().is4xxClientError());

        assertThat(lists.list("office", ListKind.AGREED_SITES).entries()).doesNotContain("mallory.example");
    }

    @Test
    void five_thousand_phrases_fit_into_the_form() throws Exception {
        StringBuilder phrases = new StringBuilder();
        for (int phrase = 0; phrase < 5_000; phrase++) {
            phrases.append("Somebody").append(phrase).append(" something\n");
        }

        send("office", "abusive-words", phrases.toString(), 0).andExpect(redirectedUrl("/lists"));
        pages.perform(get("/lists").with(people.signedIn("office")))
                .andExpect(content().string(containsString("5,000 entries")));
    }
}
