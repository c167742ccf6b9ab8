package org.schoolapprovals;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.model.bpmn.impl.BpmnModelConstants.CAMUNDA_NS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.beans.Introspector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Error;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.IntermediateThrowEvent;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFailedJobRetryTimeCycle;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolapprovals.comment.Effect;
import org.schoolapprovals.photo.State;
import org.schoolapprovals.policyreview.Acknowledgement;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * The conventions that every process in {@code processes/} and every form in {@code forms/} keeps. Each rule has to find
 * something to look at, and each rule is seen to bite: a copy of our own files, broken in one place, has to be found out.
 */
class ModelRulesTest {

    /** What the engine may know of a case: references and facts that a route depends on, nothing personal. */
    private static final Set<String> ROUTING_VARIABLES = Set.of(
            "requester",
            "deciders",
            "retrospective",
            "decision",
            "withdrawn",
            "inUse",
            "contactMade",
            "result",
            "state",
            "tellParent",
            "newVersion",
            "stillOpen",
            "outcome");

    /** What the code says where no form offers a choice. */
    private static final Map<String, Set<String>> SAID_BY_CODE = Map.of(
            "result",
            Set.of("done", "later", "by-hand", "gone", "edited", "void"),
            "state",
            Stream.<Enum<?>[]>of(
                            State.values(),
                            org.schoolapprovals.policyreview.State.values(),
                            Acknowledgement.Standing.values())
                    .flatMap(Stream::of)
                    .map(state -> state.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(toCollection(TreeSet::new)));

    /** What a triage may say: nothing in it publishes or declines. */
    private static final Set<String> TRIAGE = Set.of("fact", "reason", "priority", "urgent", "flagged");

    /** What Tasklist 7.24 was seen to show and to send; a dynamiclist, for one, makes its button do nothing at all. */
    private static final Set<String> WORKING_COMPONENTS = Set.of(
            "text",
            "textfield",
            "textarea",
            "number",
            "checkbox",
            "radio",
            "select",
            "checklist",
            "taglist",
            "datetime",
            "group",
            "table",
            "html",
            "separator",
            "image",
            "button");

    private static final Set<String> REQUEST_FIELDS = Set.of(
            "kind",
            "tripName",
            "destination",
            "departsAt",
            "returnsAt",
            "pupils",
            "adults",
            "device",
            "phoneNumber",
            "contacts",
            "uses",
            "whyNotSchoolPhone",
            "numberWithheld",
            "cloudBackupOff");

    /** Field names that the server and others rely on. */
    private static final Map<String, Set<String>> FIELDS_RELIED_ON = Map.ofEntries(
            entry("personal-device-exception-start", with(REQUEST_FIELDS, "declaration")),
            entry("decide-exception", Set.of("decision", "conditions", "reason")),
            entry("answer-question", with(REQUEST_FIELDS, "answer", "withdraw")),
            entry("note-retrospective-use", Set.of("note")),
            entry("close-exception", Set.of("contactMade", "contactLog", "numbersDeleted", "photosTransferred")),
            entry("check-closure", Set.of("closureConfirmed", "note")),
            entry("follow-up-closure", Set.of("note")),
            entry(
                    "comment-approval-start",
                    Set.of("channel", "authorName", "commentText", "postLink", "ourOwn", "inPublic")),
            entry("review-comment", Set.of("decision", "reason", "clause", "aboutHead")),
            entry("do-it-by-hand", Set.of("done", "gone", "link")),
            entry("respond-to-report", Set.of("outcome", "note")),
            entry("obtain-consent", Set.of("outcome")),
            entry("publish-by-hand", Set.of("done", "gone", "link")),
            entry("tell-parent", Set.of("told")),
            entry("policy-review-start", Set.of()),
            entry("prepare-review", Set.of("summary", "proposal")),
            entry("head-review", Set.of("outcome", "note")),
            entry("governors-review", Set.of("view", "comment")),
            entry("chair-decision", Set.of("decision", "note")),
            entry("acknowledge-policy", Set.of("confirmed")),
            entry("follow-up-acknowledgements", Set.of("note")),
            entry("post-round-up", Set.of("outcome", "reason", "text", "contactsOurs", "link", "photos")),
            entry("remove-from-round-up", Set.of("done")));

    /** A label is cut off, not wrapped, where a phone's screen ends. */
    private static final int LONGEST_LABEL = 40;

    /** Beyond this the engine stores no text; what a start form sends goes to our tables before anything is stored. */
    private static final int LONGEST_TEXT = 4000;

    private static final int LONGEST_TEXT_AT_START = 10_000;

    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern SENTENCE_CASE = Pattern.compile("[A-Z][a-z]+([ ’-][a-z]+)*\\??");
    private static final Pattern CLAUSE = Pattern.compile("\\b(P[1-8]|S[1-6]|R1)\\b");
    private static final Pattern BEAN = Pattern.compile("\\$\\{[a-z][A-Za-z0-9]*}");
    private static final Pattern DATE_OF_THE_CASE =
            Pattern.compile("\\$\\{[a-z][A-Za-z]*\\.[a-z][A-Za-z]*\\(execution\\.processBusinessKey\\)}");
    private static final Pattern TEXT_IN_QUOTES = Pattern.compile("'[^']*'");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");
    private static final Pattern EMBEDDED = Pattern.compile("embedded:deployment:([a-z-]+\\.html)");
    private static final Pattern SCRIPT = Pattern.compile("(?s)<script.*?</script>");
    private static final Pattern ONE_LINE = Pattern.compile("<script cam-script type=\"text/form-script\">\\s*"
            + "window\\.(schoolPhotos\\.(start|amend|clear)|schoolPolicy\\.draft)\\(camForm\\);\\s*</script>");
    private static final Pattern COMPARISON = Pattern.compile("(\\w+) == '([^']*)'");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<Rule> RULES = List.of(
            new Rule("files are of a kind that the rules know", ModelRulesTest::filesAreOfAKnownKind),
            new Rule("a process is named after its file", ModelRulesTest::aProcessIsNamedAfterItsFile),
            new Rule("a process lives for a stated time", ModelRulesTest::aProcessLivesForAStatedTime),
            new Rule("a process names its clause", ModelRulesTest::aProcessNamesItsClause),
            new Rule("ids say what they stand for", ModelRulesTest::idsSayWhatTheyStandFor),
            new Rule("names are in sentence case", ModelRulesTest::namesAreInSentenceCase),
            new Rule("a split asks and its flows answer", ModelRulesTest::aSplitAsksAndItsFlowsAnswer),
            new Rule("a join has no name", ModelRulesTest::aJoinHasNoName),
            new Rule("everything is drawn", ModelRulesTest::everythingIsDrawn),
            new Rule("every business result has its own end", ModelRulesTest::everyBusinessResultHasItsOwnEnd),
            new Rule("a split has one way for the unexpected", ModelRulesTest::aSplitHasOneWayForTheUnexpected),
            new Rule("approval is never the default", ModelRulesTest::approvalIsNeverTheDefault),
            new Rule("routes depend on routing variables only", ModelRulesTest::routesDependOnRoutingVariablesOnly),
            new Rule("routes compare with what a form offers", ModelRulesTest::routesCompareWithWhatAFormOffers),
            new Rule("a user task is somebody's", ModelRulesTest::aUserTaskIsSomebodys),
            new Rule("a user task shows, records and explains", ModelRulesTest::aUserTaskShowsRecordsAndExplains),
            new Rule("beans do the work", ModelRulesTest::beansDoTheWork),
            new Rule("the beans that a model names exist", ModelRulesTest::theBeansThatAModelNamesExist),
            new Rule("nothing is scripted", ModelRulesTest::nothingIsScripted),
            new Rule("a reminder leaves the task alone", ModelRulesTest::aReminderLeavesTheTaskAlone),
            new Rule("a process reminds and escalates", ModelRulesTest::aProcessRemindsAndEscalates),
            new Rule("timers go by the dates of the case", ModelRulesTest::timersGoByTheDatesOfTheCase),
            new Rule("an event subprocess is named and typed", ModelRulesTest::anEventSubprocessIsNamedAndTyped),
            new Rule("a message is named by its id", ModelRulesTest::aMessageIsNamedByItsId),
            new Rule("a called process is ours", ModelRulesTest::aCalledProcessIsOurs),
            new Rule("an error is named by its id", ModelRulesTest::anErrorIsNamedByItsId),
            new Rule("what is called for is known", ModelRulesTest::whatIsCalledForIsKnown),
            new Rule("a decision table is named after its file", ModelRulesTest::aTableIsNamedAfterItsFile),
            new Rule("a decision table names its clauses", ModelRulesTest::aTableNamesItsClauses),
            new Rule("a decision table goes by facts alone", ModelRulesTest::aTableGoesByFactsAlone),
            new Rule("a clearance is clear in one row only", ModelRulesTest::aClearanceIsClearInOneRowOnly),
            new Rule("a triage has a row for each fact", ModelRulesTest::aTriageHasARowForEachFact),
            new Rule("a triage never publishes nor declines", ModelRulesTest::aTriageNeverPublishesNorDeclines),
            new Rule("a decision reference resolves", ModelRulesTest::aDecisionReferenceResolves),
            new Rule("a form reference resolves", ModelRulesTest::aFormReferenceResolves),
            new Rule("every form is used", ModelRulesTest::everyFormIsUsed),
            new Rule("an embedded form runs its one line", ModelRulesTest::anEmbeddedFormRunsItsOneLine),
            new Rule("a form is named after its file", ModelRulesTest::aFormIsNamedAfterItsFile),
            new Rule("a form is made for Tasklist 7.24", ModelRulesTest::aFormIsMadeForTasklist),
            new Rule("components work in Tasklist", ModelRulesTest::componentsWorkInTasklist),
            new Rule("a form's keys and ids are unique", ModelRulesTest::keysAndIdsAreUnique),
            new Rule("fields bear the names relied on", ModelRulesTest::fieldsBearTheNamesReliedOn),
            new Rule("labels fit a phone", ModelRulesTest::labelsFitAPhone),
            new Rule("texts have a greatest length", ModelRulesTest::textsHaveAGreatestLength),
            new Rule("what people typed is escaped", ModelRulesTest::whatPeopleTypedIsEscaped),
            new Rule("a form names its clause", ModelRulesTest::aFormNamesItsClause));

    private static final String EXCEPTION = "processes/personal-device-exception.bpmn";
    private static final String CLOSURE = "processes/personal-device-closure.bpmn";
    private static final String START = "forms/personal-device-exception-start.form";
    private static final String DECIDE = "forms/decide-exception.form";
    private static final String COMMENT = "processes/comment-approval.bpmn";
    private static final String EFFECT = "processes/comment-effect.bpmn";
    private static final String TRIAGE_TABLE = "processes/comment-triage.dmn";
    private static final String PHOTOS = "processes/photo-consent-verification.bpmn";
    private static final String CLEARANCE_TABLE = "processes/photo-clearance.dmn";
    private static final String PHOTOS_START = "forms/photo-consent-verification-start.html";
    private static final String REVIEW = "processes/policy-review.bpmn";
    private static final String ACKNOWLEDGEMENT = "processes/policy-acknowledgement.bpmn";

    private static final List<Break> BREAKS = List.of(
            cut("the beans that a model names exist", EXCEPTION, "\\$\\{recordLapse}", "\\${recordLapses}"),
            cut("the beans that a model names exist", EXCEPTION, "Dates.departure", "Dates.leaving"),
            cut("the beans that a model names exist", EXCEPTION, "deviceExceptionDates", "tripDates"),
            put("files are of a kind that the rules know", "processes/route.cmmn", "<definitions/>"),
            put("files are of a kind that the rules know", "forms/upload.htm", "<form></form>"),
            cut("a process is named after its file", CLOSURE, "id=\"personal-device-closure\"", "id=\"closure\""),
            cut("a process lives for a stated time", EXCEPTION, "camunda:historyTimeToLive=\"P1095D\"", ""),
            cut("a process lives for a stated time", EXCEPTION, "isExecutable=\"true\"", "isExecutable=\"false\""),
            cut("a process lives for a stated time", EXCEPTION, "camunda:versionTag=\"1\"", ""),
            cut("a process names its clause", CLOSURE, "Clause P5:", "Policy:"),
            cutAll("ids say what they stand for", EXCEPTION, "Gateway_JoinLapse", "Gateway_1jx"),
            cutAll("ids say what they stand for", EXCEPTION, "Task_InviteDeputy", "Activity_InviteDeputy"),
            cutAll("ids say what they stand for", CLOSURE, "Flow_UseClosed", "SequenceFlow_UseClosed"),
            cut("names are in sentence case", EXCEPTION, "name=\"Record lapse\"", ""),
            cut("names are in sentence case", EXCEPTION, "name=\"Record lapse\"", "name=\"Record Lapse\""),
            cut("a split asks and its flows answer", EXCEPTION, "name=\"What was decided\\?\"", "name=\"Decided\""),
            cut("a split asks and its flows answer", EXCEPTION, "name=\"Refused\"", ""),
            cut("a join has no name", EXCEPTION, "id=\"Gateway_JoinLapse\"", "id=\"Gateway_JoinLapse\" name=\"Lapse\""),
            cut("everything is drawn", EXCEPTION, "bpmnElement=\"Task_RecordLapse\"", ""),
            cut("everything is drawn", EXCEPTION, "bpmnElement=\"Flow_Refused\"", ""),
            cut(
                    "everything is drawn",
                    EXCEPTION,
                    "(?s)(<bpmndi:BPMNShape[^>]*EndEvent_ExceptionLapsed\".*?)"
                            + "<bpmndi:BPMNLabel>.*?</bpmndi:BPMNLabel>",
                    "$1"),
            cut(
                    "every business result has its own end",
                    EXCEPTION,
                    "name=\"Deputy invited\"",
                    "name=\"Exception lapsed\""),
            cut("a split has one way for the unexpected", EXCEPTION, "default=\"Flow_Refused\"", ""),
            cut(
                    "a split has one way for the unexpected",
                    EXCEPTION,
                    "(?s)(id=\"Flow_MoreInformation\"[^>]*>)" + ".*?</bpmn:conditionExpression>",
                    "$1"),
            cut("approval is never the default", EXCEPTION, "default=\"Flow_Refused\"", "default=\"Flow_Approved\""),
            cut(
                    "approval is never the default",
                    EXCEPTION,
                    "(?s)(id=\"Flow_Approved\"[^>]*>)" + ".*?</bpmn:conditionExpression>",
                    "$1"),
            cut("routes depend on routing variables only", EXCEPTION, "\\$\\{withdrawn}", "\\${tripName}"),
            cut("routes compare with what a form offers", EXCEPTION, "decision == 'approve'", "decision == 'approved'"),
            cut(
                    "routes compare with what a form offers",
                    DECIDE,
                    "\"value\": \"more-information\"",
                    "\"value\": \"ask\""),
            cut("a user task is somebody's", CLOSURE, "camunda:assignee=\"[^\"]*\"", ""),
            cut("a user task shows, records and explains", CLOSURE, "event=\"create\"", "event=\"assignment\""),
            cut("a user task shows, records and explains", CLOSURE, "event=\"complete\"", "event=\"delete\""),
            cut("a user task shows, records and explains", CLOSURE, "camunda:formRef=\"check-closure\"", ""),
            cut(
                    "a user task shows, records and explains",
                    CLOSURE,
                    "<bpmn:documentation>P5: say",
                    "<bpmn:documentation>Say"),
            cut("beans do the work", EXCEPTION, "\\$\\{recordLapse}", "\\${RecordLapse}"),
            cut(
                    "beans do the work",
                    EXCEPTION,
                    "camunda:delegateExpression=\"\\$\\{endUse}\"",
                    "camunda:class=\"EndUse\""),
            cut("beans do the work", EXCEPTION, "\\$\\{recordRequest}", "\\${x.record()}"),
            cut(
                    "nothing is scripted",
                    EXCEPTION,
                    "xsi:type=\"bpmn:tFormalExpression\"",
                    "xsi:type=\"bpmn:tFormalExpression\" language=\"javascript\""),
            cut(
                    "nothing is scripted",
                    CLOSURE,
                    "(?s)<camunda:taskListener delegateExpression=\"[^\"]*\" (event=\"create\") />",
                    "<camunda:taskListener $1><camunda:script scriptFormat=\"javascript\">1</camunda:script></camunda:taskListener>"),
            cut("a reminder leaves the task alone", CLOSURE, "cancelActivity=\"false\"", "cancelActivity=\"true\""),
            cutAll(
                    "a process reminds and escalates",
                    CLOSURE,
                    "BoundaryEvent_ClosureReminder",
                    "BoundaryEvent_ClosureNudge"),
            cutAll(
                    "a process reminds and escalates",
                    CLOSURE,
                    "BoundaryEvent_ClosureLate",
                    "BoundaryEvent_LateReminder"),
            cut(
                    "timers go by the dates of the case",
                    EXCEPTION,
                    "\\$\\{deviceExceptionDates.departure[^}]*}",
                    "\\${departure}"),
            cut(
                    "timers go by the dates of the case",
                    EXCEPTION,
                    "<camunda:failedJobRetryTimeCycle>.*</camunda:failedJobRetryTimeCycle>",
                    ""),
            cut("an event subprocess is named and typed", EXCEPTION, "name=\"Exception revoked at any time\"", ""),
            cut(
                    "an event subprocess is named and typed",
                    EXCEPTION,
                    "<bpmn:messageEventDefinition[^>]*Withdrawn\" />",
                    ""),
            cut("a message is named by its id", EXCEPTION, "name=\"Msg_ExceptionRevoked\"", "name=\"revoked\""),
            cut(
                    "a called process is ours",
                    EXCEPTION,
                    "calledElement=\"personal-device-closure\"",
                    "calledElement=\"closure\""),
            cut("a called process is ours", EXCEPTION, "camunda:calledElementBinding=\"deployment\"", ""),
            cut("a called process is ours", EXCEPTION, "<camunda:in businessKey=\"[^\"]*\" />", ""),
            cut("a called process is ours", CLOSURE, "camunda:isStartableInTasklist=\"false\"", ""),
            cut("approval is never the default", COMMENT, "default=\"Flow_Declined\"", "default=\"Flow_Published\""),
            cut("routes compare with what a form offers", EFFECT, "result == 'later'", "result == 'sooner'"),
            cut("an error is named by its id", EFFECT, "errorCode=\"Err_CommentGone\"", "errorCode=\"gone\""),
            cut("an error is named by its id", COMMENT, "(<bpmn:error [^>]*)name=\"[^\"]*\"", "$1name=\"gone\""),
            cut("what is called for is known", COMMENT, "\\$\\{'show'}", "\\${'publish'}"),
            cut("what is called for is known", COMMENT, "\\$\\{'show'}", "\\${effect}"),
            cut(
                    "a decision table is named after its file",
                    TRIAGE_TABLE,
                    "<decision id=\"comment-triage\"",
                    "<decision id=\"triage\""),
            cut("a decision table is named after its file", TRIAGE_TABLE, "camunda:historyTimeToLive=\"P1095D\"", ""),
            cut("a decision table names its clauses", TRIAGE_TABLE, "Clauses P6, S2, S4, S5 and S6", "The policy"),
            cut("a decision table names its clauses", TRIAGE_TABLE, "S5: links", "Links"),
            cut("a decision table goes by facts alone", TRIAGE_TABLE, "typeRef=\"boolean\"", "typeRef=\"string\""),
            cut("a decision table goes by facts alone", TRIAGE_TABLE, "<text>abusive</text>", "<text>text</text>"),
            cut("a decision table goes by facts alone", TRIAGE_TABLE, "<text>true</text>", "<text>not(false)</text>"),
            cut(
                    "a triage has a row for each fact",
                    TRIAGE_TABLE,
                    "(?s)<inputEntry id=\"Entry_abusive_abusive\">\\s*<text>true</text>",
                    "<inputEntry id=\"Entry_abusive_abusive\"><text></text>"),
            cut("a triage has a row for each fact", TRIAGE_TABLE, "hitPolicy=\"COLLECT\"", "hitPolicy=\"FIRST\""),
            cut("a clearance is clear in one row only", CLEARANCE_TABLE, "hitPolicy=\"FIRST\"", "hitPolicy=\"UNIQUE\""),
            cut("a clearance is clear in one row only", CLEARANCE_TABLE, "<text>false</text>", "<text></text>"),
            cut("a clearance is clear in one row only", CLEARANCE_TABLE, "\"words-to-change\"", "\"clear\""),
            cut(
                    "a clearance is clear in one row only",
                    CLEARANCE_TABLE,
                    "(?s)<rule id=\"Rule_unforeseen\">.*?</rule>",
                    ""),
            cut(
                    "the beans that a model names exist",
                    PHOTOS,
                    "outstandingPublications\\.of",
                    "outstandingPublications.all"),
            cut("approval is never the default", PHOTOS, "default=\"Flow_Withdrawn\"", "default=\"Flow_Published\""),
            cut("routes compare with what a form offers", PHOTOS, "state == 'cleared'", "state == 'clear'"),
            cut("what is called for is known", PHOTOS, "\\$\\{'publish'}", "\\${'show'}"),
            cut("a form reference resolves", PHOTOS, "deployment:clear-photos.html", "deployment:clear.html"),
            put("every form is used", "forms/spare.html", "<form></form>"),
            cut("an embedded form runs its one line", PHOTOS_START, "<div data-fields>", "<div onclick=\"send()\">"),
            cut("an embedded form runs its one line", PHOTOS_START, " cam-script", ""),
            cut("an embedded form runs its one line", PHOTOS_START, "schoolPhotos.start", "schoolPhotos.begin"),
            cutAll("a form names its clause", PHOTOS_START, "S3|S4", ""),
            cut("the beans that a model names exist", REVIEW, "governorsAsked\\.of", "governorsAsked.all"),
            cut(
                    "approval is never the default",
                    REVIEW,
                    "default=\"Flow_ReturnedToPreparation\"",
                    "default=\"Flow_Approved\""),
            cut(
                    "routes compare with what a form offers",
                    REVIEW,
                    "state == 'acknowledging'",
                    "state == 'acknowledged'"),
            cut("routes compare with what a form offers", ACKNOWLEDGEMENT, "state == 'left'", "state == 'gone'"),
            cut("routes depend on routing variables only", REVIEW, "\\$\\{newVersion}", "\\${substantive}"),
            cut(
                    "a reminder leaves the task alone",
                    ACKNOWLEDGEMENT,
                    "cancelActivity=\"false\"",
                    "cancelActivity=\"true\""),
            cut(
                    "an embedded form runs its one line",
                    "forms/draft-policy.html",
                    "schoolPolicy\\.draft",
                    "schoolPolicy.publish"),
            cut("a triage never publishes nor declines", TRIAGE_TABLE, "name=\"flagged\"", "name=\"decision\""),
            cut(
                    "a decision reference resolves",
                    COMMENT,
                    "camunda:decisionRef=\"comment-triage\"",
                    "camunda:decisionRef=\"triage\""),
            cut(
                    "a decision reference resolves",
                    COMMENT,
                    "camunda:decisionRefBinding=\"deployment\"",
                    "camunda:decisionRefBinding=\"latest\""),
            cut(
                    "a form reference resolves",
                    EXCEPTION,
                    "camunda:formRef=\"decide-exception\"",
                    "camunda:formRef=\"decide\""),
            cut(
                    "a form reference resolves",
                    EXCEPTION,
                    "camunda:formRefBinding=\"deployment\"",
                    "camunda:formRefBinding=\"latest\""),
            cut(
                    "a form reference resolves",
                    EXCEPTION,
                    "camunda:formRef=\"decide-exception\"",
                    "camunda:formKey=\"decide.html\""),
            put("every form is used", "forms/spare.form", "{\"id\": \"spare\"}"),
            cut("a form is named after its file", DECIDE, "\"id\": \"decide-exception\"", "\"id\": \"decide\""),
            cut("a form is made for Tasklist 7.24", DECIDE, "\"schemaVersion\": 16", "\"schemaVersion\": 18"),
            cut("a form is made for Tasklist 7.24", DECIDE, "Camunda Platform", "Camunda Cloud"),
            cut("components work in Tasklist", START, "\"type\": \"checklist\"", "\"type\": \"filepicker\""),
            cut(
                    "components work in Tasklist",
                    "forms/answer-question.form",
                    "\"type\": \"number\"",
                    "\"type\": \"dynamiclist\""),
            cut("a form's keys and ids are unique", START, "\"key\": \"destination\"", "\"key\": \"tripName\""),
            cut(
                    "a form's keys and ids are unique",
                    START,
                    "\"id\": \"Field_destination\"",
                    "\"id\": \"Field_tripName\""),
            cut("fields bear the names relied on", START, "\"key\": \"pupils\"", "\"key\": \"children\""),
            cut(
                    "labels fit a phone",
                    START,
                    "Number|Name of the trip",
                    "Name of the trip as it stands in the letter to the parents"),
            cut("labels fit a phone", START, "\"label\": \"Destination\",", ""),
            cut("texts have a greatest length", START, "\"maxLength\": 100", "\"minLength\": 1"),
            cut(
                    "what people typed is escaped",
                    DECIDE,
                    "\"type\": \"html\",\\s*\"content\"",
                    "\"type\": \"text\", \"text\""),
            cutAll("a form names its clause", START, "P5|P7|S3", ""));

    private static final Catalogue OURS = Catalogue.read();

    private static final JavaClasses CODE = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @ParameterizedTest
    @MethodSource("rules")
    void ourFilesKeep(Rule rule) {
        Findings findings = rule.applyTo(OURS);
        assertThat(findings.faults).isEmpty();
        assertThat(findings.looks).as("things that the rule looked at").isPositive();
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void aBrokenCopyIsFoundOut(Break broken) {
        assertThat(broken.rule().applyTo(broken.of(OURS)).faults).isNotEmpty();
    }

    @Test
    void everyRuleIsSeenToBite() {
        assertThat(BREAKS).extracting(Break::rule).containsAll(RULES);
    }

    static Stream<Rule> rules() {
        return RULES.stream();
    }

    static Stream<Break> breaks() {
        return BREAKS.stream();
    }

    private static void filesAreOfAKnownKind(Catalogue all, Findings found) {
        for (String path : all.files().keySet()) {
            found.look(
                    path.matches("processes/[^/]+\\.(bpmn|dmn)|forms/[^/]+\\.(form|html)"),
                    "%s: no rule reads this",
                    path);
        }
    }

    private static void aProcessIsNamedAfterItsFile(Catalogue all, Findings found) {
        all.models().forEach((path, model) -> {
            List<String> ids = model.getModelElementsByType(Process.class).stream()
                    .map(Process::getId)
                    .toList();
            found.look(ids.equals(List.of(Catalogue.nameOf(path))), "%s: process %s", path, ids);
            found.look(KEBAB_CASE.matcher(Catalogue.nameOf(path)).matches(), "%s: not in kebab-case", path);
        });
    }

    private static void aProcessLivesForAStatedTime(Catalogue all, Findings found) {
        for (Process process : all.elements(Process.class)) {
            String days = process.getCamundaHistoryTimeToLiveString();
            found.look(days != null && days.matches("P\\d+D"), "%s: history time to live %s", process.getId(), days);
            found.look(process.isExecutable(), "%s: not executable", process.getId());
            found.look(process.getCamundaVersionTag() != null, "%s: no version tag", process.getId());
        }
    }

    private static void aProcessNamesItsClause(Catalogue all, Findings found) {
        for (Process process : all.elements(Process.class)) {
            found.look(process.getName() != null, "%s: no name", process.getId());
            found.look(
                    namesAClause(documentationOf(process)), "%s: the documentation names no clause", process.getId());
        }
    }

    private static void idsSayWhatTheyStandFor(Catalogue all, Findings found) {
        for (BaseElement element : all.elements(FlowElement.class)) {
            found.look(
                    element.getId().matches(prefixOf(element) + "_([A-Z][a-z]+)+"),
                    "%s: not like %s_TheThing",
                    element.getId(),
                    prefixOf(element));
        }
    }

    private static String prefixOf(BaseElement element) {
        if (element instanceof StartEvent) {
            return "StartEvent";
        } else if (element instanceof EndEvent) {
            return "EndEvent";
        } else if (element instanceof BoundaryEvent) {
            return "BoundaryEvent";
        } else if (element instanceof IntermediateCatchEvent || element instanceof IntermediateThrowEvent) {
            return "IntermediateEvent";
        } else if (element instanceof Task) {
            return "Task";
        } else if (element instanceof CallActivity) {
            return "CallActivity";
        } else if (element instanceof SubProcess) {
            return "SubProcess";
        } else if (element instanceof Gateway) {
            return "Gateway";
        } else if (element instanceof SequenceFlow) {
            return "Flow";
        }
        return "(no prefix is known for " + element.getElementType().getTypeName() + ")";
    }

    private static void namesAreInSentenceCase(Catalogue all, Findings found) {
        Stream.of(all.elements(Activity.class), all.elements(Event.class), all.elements(SequenceFlow.class))
                .flatMap(Collection::stream)
                .filter(element -> !(element instanceof SequenceFlow) || element.getName() != null)
                .forEach(element -> found.look(
                        element.getName() != null
                                && SENTENCE_CASE.matcher(element.getName()).matches(),
                        "%s: named %s",
                        element.getId(),
                        element.getName()));
    }

    private static void aSplitAsksAndItsFlowsAnswer(Catalogue all, Findings found) {
        for (ExclusiveGateway split : splits(all)) {
            found.look(split.getName() != null && split.getName().endsWith("?"), "%s: asks no question", split.getId());
            for (SequenceFlow flow : split.getOutgoing()) {
                found.look(flow.getName() != null, "%s: gives no answer", flow.getId());
            }
        }
    }

    private static void aJoinHasNoName(Catalogue all, Findings found) {
        for (Gateway gateway : all.elements(Gateway.class)) {
            boolean join = gateway.getOutgoing().size() == 1;
            found.look(!join || gateway.getName() == null, "%s: a join with a name", gateway.getId());
            found.look(!join || gateway.getIncoming().size() > 1, "%s: neither splits nor joins", gateway.getId());
        }
    }

    private static void everythingIsDrawn(Catalogue all, Findings found) {
        all.models().forEach((path, model) -> {
            Map<String, BpmnLabel> labels = new TreeMap<>();
            Set<String> drawn = new HashSet<>();
            for (BpmnShape shape : model.getModelElementsByType(BpmnShape.class)) {
                note(shape.getBpmnElement(), shape.getBounds() != null, shape.getBpmnLabel(), drawn, labels);
            }
            for (BpmnEdge edge : model.getModelElementsByType(BpmnEdge.class)) {
                note(edge.getBpmnElement(), edge.getWaypoints().size() > 1, edge.getBpmnLabel(), drawn, labels);
            }
            for (FlowElement element : model.getModelElementsByType(FlowElement.class)) {
                found.look(drawn.contains(element.getId()), "%s: %s is not drawn", path, element.getId());
                boolean nameInside = element instanceof Activity || element.getName() == null;
                BpmnLabel label = labels.get(element.getId());
                found.look(
                        nameInside || label != null && label.getBounds() != null,
                        "%s: the label of %s has no place",
                        path,
                        element.getId());
            }
        });
    }

    private static void note(
            BaseElement element, boolean placed, BpmnLabel label, Set<String> drawn, Map<String, BpmnLabel> labels) {
        if (element != null && placed) {
            drawn.add(element.getId());
            if (label != null) {
                labels.put(element.getId(), label);
            }
        }
    }

    private static void everyBusinessResultHasItsOwnEnd(Catalogue all, Findings found) {
        all.models().forEach((path, model) -> {
            Set<String> names = new HashSet<>();
            for (EndEvent end : model.getModelElementsByType(EndEvent.class)) {
                found.look(names.add(end.getName()), "%s: a second end named %s", path, end.getName());
            }
        });
    }

    private static void aSplitHasOneWayForTheUnexpected(Catalogue all, Findings found) {
        for (ExclusiveGateway split : splits(all)) {
            found.look(split.getDefault() != null, "%s: an unknown value is stuck here", split.getId());
            for (SequenceFlow flow : split.getOutgoing()) {
                boolean byDefault = flow.equals(split.getDefault());
                found.look(
                        byDefault == (flow.getConditionExpression() == null),
                        "%s: either the default or a condition",
                        flow.getId());
            }
        }
    }

    private static void approvalIsNeverTheDefault(Catalogue all, Findings found) {
        for (SequenceFlow flow : all.elements(SequenceFlow.class)) {
            String words = (flow.getId() + " " + flow.getName()).toLowerCase(Locale.ROOT);
            if (words.contains("approve") || words.contains("publish")) {
                boolean byDefault =
                        flow.getSource() instanceof ExclusiveGateway gateway && flow.equals(gateway.getDefault());
                found.look(flow.getConditionExpression() != null, "%s: approves unconditionally", flow.getId());
                found.look(!byDefault, "%s: approves by default", flow.getId());
            }
        }
    }

    private static void routesDependOnRoutingVariablesOnly(Catalogue all, Findings found) {
        for (SequenceFlow flow : conditioned(all)) {
            String condition = flow.getConditionExpression().getTextContent();
            found.look(condition.matches("\\$\\{[^{}]+}"), "%s: %s", flow.getId(), condition);
            String bare = TEXT_IN_QUOTES.matcher(condition).replaceAll("");
            VARIABLE.matcher(bare)
                    .results()
                    .map(MatchResult::group)
                    .forEach(
                            name -> found.look(ROUTING_VARIABLES.contains(name), "%s: goes by %s", flow.getId(), name));
        }
    }

    private static void routesCompareWithWhatAFormOffers(Catalogue all, Findings found) {
        for (SequenceFlow flow : conditioned(all)) {
            COMPARISON
                    .matcher(flow.getConditionExpression().getTextContent())
                    .results()
                    .forEach(comparison -> found.look(
                            all.choices(comparison.group(1)).contains(comparison.group(2))
                                    || SAID_BY_CODE
                                            .getOrDefault(comparison.group(1), Set.of())
                                            .contains(comparison.group(2)),
                            "%s: nobody says %s",
                            flow.getId(),
                            comparison.group()));
        }
    }

    private static void aUserTaskIsSomebodys(Catalogue all, Findings found) {
        for (UserTask task : all.elements(UserTask.class)) {
            boolean person = task.getCamundaAssignee() != null;
            boolean group = task.getCamundaCandidateGroups() != null;
            found.look(person != group, "%s: either a person's or a group's", task.getId());
        }
    }

    private static void aUserTaskShowsRecordsAndExplains(Catalogue all, Findings found) {
        for (UserTask task : all.elements(UserTask.class)) {
            found.look(
                    attribute(task, "formRef") != null || attribute(task, "formKey") != null,
                    "%s: no form",
                    task.getId());
            List<String> events = extensions(task, CamundaTaskListener.class).stream()
                    .map(CamundaTaskListener::getCamundaEvent)
                    .toList();
            // What is shown may be brought up to date when somebody takes the task.
            boolean showsAndRecords = events.equals(List.of("create", "complete"))
                    || events.equals(List.of("create", "assignment", "complete"));
            found.look(showsAndRecords, "%s: listens to %s", task.getId(), events);
            found.look(namesAClause(documentationOf(task)), "%s: the documentation names no clause", task.getId());
        }
    }

    private static void beansDoTheWork(Catalogue all, Findings found) {
        for (ServiceTask task : all.elements(ServiceTask.class)) {
            found.look(task.getCamundaDelegateExpression() != null, "%s: no delegate", task.getId());
        }
        all.attributes("delegateExpression")
                .forEach(bean -> found.look(BEAN.matcher(bean).matches(), "%s: not the name of a bean", bean));
    }

    private static void theBeansThatAModelNamesExist(Catalogue all, Findings found) {
        Set<String> steps = stepsInTheCode();
        for (String bean : all.attributes("delegateExpression")) {
            found.look(steps.contains(nameIn(bean)), "%s: no such bean", bean);
        }
        for (String collection : all.attributes("collection")) {
            found.look(
                    publicMethods(List.class).contains(nameIn(collection)),
                    "%s: no such list, or not public",
                    collection);
        }
        Set<String> dates = publicMethods(Date.class);
        for (TimerEventDefinition timer : all.elements(TimerEventDefinition.class)) {
            String date = timer.getTimeDate() == null ? "" : timer.getTimeDate().getTextContent();
            found.look(dates.contains(nameIn(date)), "%s: no such date, or not public", date);
        }
    }

    /** What stands between the brace and the first bracket or brace. */
    private static String nameIn(String expression) {
        return expression.replaceAll("^\\$\\{|[(}].*$", "");
    }

    private static Set<String> stepsInTheCode() {
        return CODE.stream()
                .flatMap(code -> code.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Bean.class))
                .map(JavaMethod::getName)
                .collect(toCollection(TreeSet::new));
    }

    /** An expression reaches public methods of public classes only; a package-private class fails when a timer is due. */
    private static Set<String> publicMethods(Class<?> returned) {
        return CODE.stream()
                .filter(code -> code.isAnnotatedWith(Component.class)
                        && code.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(code -> code.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(method -> method.getRawReturnType().isEquivalentTo(returned))
                .map(method -> Introspector.decapitalize(method.getOwner().getSimpleName()) + "." + method.getName())
                .collect(toCollection(TreeSet::new));
    }

    private static void nothingIsScripted(Catalogue all, Findings found) {
        for (String attribute : List.of("class", "expression", "resource", "type", "topic")) {
            found.look(all.attributes(attribute).isEmpty(), "camunda:%s", attribute);
        }
        all.models().forEach((path, model) -> {
            found.look(model.getModelElementsByType(ScriptTask.class).isEmpty(), "%s: a script task", path);
            String text = all.files().get(path);
            for (String trace : List.of("<camunda:script", "<camunda:connector", "scriptFormat", " language=\"")) {
                found.look(!text.contains(trace), "%s: %s", path, trace);
            }
        });
    }

    private static void aReminderLeavesTheTaskAlone(Catalogue all, Findings found) {
        for (BoundaryEvent event : all.elements(BoundaryEvent.class)) {
            if (isReminder(event)) {
                found.look(!event.cancelActivity(), "%s: interrupts the task", event.getId());
            }
        }
    }

    private static void aProcessRemindsAndEscalates(Catalogue all, Findings found) {
        all.models().forEach((path, model) -> {
            Collection<BoundaryEvent> events = model.getModelElementsByType(BoundaryEvent.class);
            found.look(events.stream().anyMatch(ModelRulesTest::isReminder), "%s: reminds nobody", path);
            found.look(!events.stream().allMatch(ModelRulesTest::isReminder), "%s: escalates nothing", path);
        });
    }

    private static boolean isReminder(BoundaryEvent event) {
        return event.getId().endsWith("Reminder");
    }

    private static void timersGoByTheDatesOfTheCase(Catalogue all, Findings found) {
        for (TimerEventDefinition timer : all.elements(TimerEventDefinition.class)) {
            BaseElement event = (BaseElement) timer.getParentElement();
            String date = timer.getTimeDate() == null ? "" : timer.getTimeDate().getTextContent();
            found.look(DATE_OF_THE_CASE.matcher(date).matches(), "%s: goes by %s", event.getId(), date);
            found.look(
                    !extensions(event, CamundaFailedJobRetryTimeCycle.class).isEmpty(),
                    "%s: says not how often it tries again",
                    event.getId());
        }
    }

    private static void anEventSubprocessIsNamedAndTyped(Catalogue all, Findings found) {
        for (SubProcess subprocess : all.elements(SubProcess.class)) {
            found.look(subprocess.getName() != null, "%s: no name", subprocess.getId());
            for (StartEvent start : subprocess.getChildElementsByType(StartEvent.class)) {
                found.look(
                        subprocess.triggeredByEvent()
                                != start.getEventDefinitions().isEmpty(),
                        "%s: what starts it?",
                        start.getId());
            }
        }
    }

    private static void aMessageIsNamedByItsId(Catalogue all, Findings found) {
        for (Message message : all.elements(Message.class)) {
            found.look(
                    message.getId().matches("Msg_([A-Z][a-z]+)+")
                            && message.getId().equals(message.getName()),
                    "%s: named %s",
                    message.getId(),
                    message.getName());
        }
    }

    private static void aCalledProcessIsOurs(Catalogue all, Findings found) {
        for (CallActivity call : all.elements(CallActivity.class)) {
            String called = call.getCalledElement();
            found.look("deployment".equals(call.getCamundaCalledElementBinding()), "%s: binding", call.getId());
            found.look(
                    extensions(call, CamundaIn.class).stream().anyMatch(in -> in.getCamundaBusinessKey() != null),
                    "%s: hands on no business key",
                    call.getId());
            List<Process> processes = all.elements(Process.class).stream()
                    .filter(process -> process.getId().equals(called))
                    .toList();
            found.look(processes.size() == 1, "%s: calls %s, which is not here", call.getId(), called);
            found.look(
                    processes.stream().noneMatch(Process::isCamundaStartableInTasklist),
                    "%s: can be started in Tasklist too",
                    called);
        }
    }

    private static void anErrorIsNamedByItsId(Catalogue all, Findings found) {
        for (Error error : all.elements(Error.class)) {
            found.look(
                    error.getId().matches("Err_([A-Z][a-z]+)+")
                            && error.getId().equals(error.getName())
                            && error.getId().equals(error.getErrorCode()),
                    "%s: named %s, %s",
                    error.getId(),
                    error.getName(),
                    error.getErrorCode());
        }
    }

    /** A process that carries something out is told in plain words what to do; nothing that a variable says. */
    private static void whatIsCalledForIsKnown(Catalogue all, Findings found) {
        Map<String, Set<String>> effects = Map.of(
                "comment-effect", inWords(Stream.of(Effect.values()).map(Effect::value)),
                "photo-publication",
                        inWords(Stream.of(org.schoolapprovals.photo.Effect.values())
                                .map(org.schoolapprovals.photo.Effect::value)));
        for (CallActivity call : all.elements(CallActivity.class)) {
            Set<String> known = effects.get(call.getCalledElement());
            if (known != null) {
                List<String> asked = extensions(call, CamundaIn.class).stream()
                        .filter(in -> "effect".equals(in.getCamundaTarget()))
                        .map(CamundaIn::getCamundaSourceExpression)
                        .toList();
                found.look(asked.size() == 1 && known.containsAll(asked), "%s: asks for %s", call.getId(), asked);
            }
        }
    }

    private static Set<String> inWords(Stream<String> effects) {
        return effects.map(effect -> "${'" + effect + "'}").collect(toCollection(TreeSet::new));
    }

    private static void aTableIsNamedAfterItsFile(Catalogue all, Findings found) {
        all.tables().forEach((path, model) -> {
            List<Decision> decisions = List.copyOf(model.getModelElementsByType(Decision.class));
            found.look(decisions.size() == 1, "%s: not one decision", path);
            for (Decision decision : decisions) {
                found.look(decision.getId().equals(Catalogue.nameOf(path)), "%s: decision %s", path, decision.getId());
                found.look(decision.getName() != null, "%s: no name", path);
                String days = decision.getCamundaHistoryTimeToLiveString();
                found.look(days != null && days.matches("P\\d+D"), "%s: history time to live %s", path, days);
                found.look(decision.getVersionTag() != null, "%s: no version tag", path);
            }
        });
    }

    private static void aTableNamesItsClauses(Catalogue all, Findings found) {
        all.tables().forEach((path, model) -> {
            for (Decision decision : model.getModelElementsByType(Decision.class)) {
                found.look(
                        decision.getDescription() != null
                                && namesAClause(decision.getDescription().getTextContent()),
                        "%s: the description names no clause",
                        path);
            }
            for (org.camunda.bpm.model.dmn.instance.Rule row :
                    model.getModelElementsByType(org.camunda.bpm.model.dmn.instance.Rule.class)) {
                found.look(
                        row.getDescription() != null
                                && namesAClause(row.getDescription().getTextContent()),
                        "%s: %s names no clause",
                        path,
                        row.getId());
            }
        });
    }

    /** Yes or no, by the name of the fact: neither texts nor names come near the engine. */
    private static void aTableGoesByFactsAlone(Catalogue all, Findings found) {
        all.tables().forEach((path, model) -> {
            for (Input input : model.getModelElementsByType(Input.class)) {
                String fact = input.getInputExpression().getText().getTextContent();
                found.look(input.getId().equals("Input_" + fact), "%s: %s goes by %s", path, input.getId(), fact);
                found.look("boolean".equals(input.getInputExpression().getTypeRef()), "%s: %s is no fact", path, fact);
            }
            for (InputEntry entry : model.getModelElementsByType(InputEntry.class)) {
                String text = entry.getText().getTextContent();
                found.look(Set.of("", "true", "false").contains(text), "%s: %s asks %s", path, entry.getId(), text);
            }
        });
    }

    /** Whatever the table does not foresee is not clear, and nothing is clear as long as one fact stands against it. */
    private static void aClearanceIsClearInOneRowOnly(Catalogue all, Findings found) {
        for (DecisionTable table :
                all.tables().get("processes/photo-clearance.dmn").getModelElementsByType(DecisionTable.class)) {
            found.look(table.getHitPolicy() == HitPolicy.FIRST, "not the first row that holds");
            List<org.camunda.bpm.model.dmn.instance.Rule> rows = List.copyOf(table.getRules());
            List<org.camunda.bpm.model.dmn.instance.Rule> clear = rows.stream()
                    .filter(row -> row.getOutputEntries().stream()
                            .anyMatch(entry -> entry.getText().getTextContent().equals("\"clear\"")))
                    .toList();
            found.look(clear.size() == 1, "%s rows are clear", clear.size());
            found.look(
                    clear.stream().allMatch(row -> entries(row).equals(Set.of("false"))),
                    "clear without a look at every fact");
            found.look(
                    entries(rows.get(rows.size() - 1)).equals(Set.of("")), "the last row does not hold for the rest");
            found.look(!clear.contains(rows.get(rows.size() - 1)), "the rest is clear");
        }
    }

    private static Set<String> entries(org.camunda.bpm.model.dmn.instance.Rule row) {
        return row.getInputEntries().stream()
                .map(entry -> entry.getText().getTextContent())
                .collect(toCollection(TreeSet::new));
    }

    private static void aTriageHasARowForEachFact(Catalogue all, Findings found) {
        all.triage().forEach((path, model) -> {
            for (DecisionTable table : model.getModelElementsByType(DecisionTable.class)) {
                found.look(table.getHitPolicy() == HitPolicy.COLLECT, "%s: does not collect", path);
                List<List<String>> rows = table.getRules().stream()
                        .map(row -> row.getInputEntries().stream()
                                .map(entry -> entry.getText().getTextContent())
                                .toList())
                        .toList();
                int facts = table.getInputs().size();
                for (int fact = 0; fact < facts; fact++) {
                    List<String> alone = new ArrayList<>(Collections.nCopies(facts, ""));
                    alone.set(fact, "true");
                    found.look(rows.stream().filter(alone::equals).count() == 1, "%s: no row for fact %s", path, fact);
                }
                found.look(rows.size() == facts + 1, "%s: %s rows for %s facts", path, rows.size(), facts);
            }
        });
    }

    private static void aTriageNeverPublishesNorDeclines(Catalogue all, Findings found) {
        all.triage().forEach((path, model) -> {
            for (Output output : model.getModelElementsByType(Output.class)) {
                found.look(TRIAGE.contains(output.getName()), "%s: says %s", path, output.getName());
            }
        });
    }

    private static void aDecisionReferenceResolves(Catalogue all, Findings found) {
        List<String> used = all.attributes("decisionRef");
        for (String decision : used) {
            found.look(
                    all.files().containsKey("processes/" + decision + ".dmn"), "%s: no such decision table", decision);
        }
        for (BusinessRuleTask task : all.elements(BusinessRuleTask.class)) {
            found.look("deployment".equals(attribute(task, "decisionRefBinding")), "%s: binding", task.getId());
        }
        for (String path : all.tables().keySet()) {
            found.look(used.contains(Catalogue.nameOf(path)), "%s: no process asks it", path);
        }
    }

    private static void aFormReferenceResolves(Catalogue all, Findings found) {
        for (String form : all.attributes("formRef")) {
            found.look(all.files().containsKey("forms/" + form + ".form"), "%s: no such form", form);
        }
        for (FlowNode node : all.elements(FlowNode.class)) {
            boolean bound = "deployment".equals(attribute(node, "formRefBinding"));
            found.look(bound == (attribute(node, "formRef") != null), "%s: binding", node.getId());
        }
        for (String key : all.attributes("formKey")) {
            found.look(
                    EMBEDDED.matcher(key).matches()
                            && all.files()
                                    .containsKey(
                                            "forms/" + EMBEDDED.matcher(key).replaceAll("$1")),
                    "%s: no such form",
                    key);
        }
    }

    private static void everyFormIsUsed(Catalogue all, Findings found) {
        List<String> used = Stream.concat(
                        all.attributes("formRef").stream().map(form -> form + ".form"),
                        all.attributes("formKey").stream()
                                .map(key -> EMBEDDED.matcher(key).replaceAll("$1")))
                .map(file -> "forms/" + file)
                .toList();
        Stream.concat(all.forms().keySet().stream(), all.embedded().keySet().stream())
                .forEach(path -> found.look(used.contains(path), "%s: no process shows it", path));
    }

    /** What happens in an embedded form stands in our own scripts; the form is markup, with nothing in it that a browser would run. */
    private static void anEmbeddedFormRunsItsOneLine(Catalogue all, Findings found) {
        all.embedded().forEach((path, text) -> {
            found.look(text.split("<form\\b", -1).length == 2, "%s: not one form", path);
            found.look(
                    !text.matches("(?is).*\\s(on[a-z]+|style|src|href)\\s*=.*"), "%s: runs or fetches by itself", path);
            List<String> scripts =
                    SCRIPT.matcher(text).results().map(MatchResult::group).toList();
            found.look(scripts.size() == 1 && ONE_LINE.matcher(scripts.get(0)).matches(), "%s: runs %s", path, scripts);
        });
    }

    private static void aFormIsNamedAfterItsFile(Catalogue all, Findings found) {
        all.forms().forEach((path, form) -> {
            String id = form.path("id").asText();
            found.look(id.equals(Catalogue.nameOf(path)), "%s: form %s", path, id);
            found.look(KEBAB_CASE.matcher(id).matches(), "%s: not in kebab-case", path);
        });
    }

    private static void aFormIsMadeForTasklist(Catalogue all, Findings found) {
        all.forms().forEach((path, form) -> {
            found.look(form.path("type").asText().equals("default"), "%s: type", path);
            found.look(form.path("schemaVersion").asInt() == 16, "%s: schema version", path);
            found.look(form.path("executionPlatform").asText().equals("Camunda Platform"), "%s: platform", path);
            found.look(form.path("executionPlatformVersion").asText().equals("7.24.0"), "%s: version", path);
        });
    }

    private static void componentsWorkInTasklist(Catalogue all, Findings found) {
        all.components()
                .forEach((path, components) -> components.forEach(component -> found.look(
                        WORKING_COMPONENTS.contains(component.path("type").asText()),
                        "%s: %s does not work",
                        path,
                        component.path("type"))));
    }

    private static void keysAndIdsAreUnique(Catalogue all, Findings found) {
        all.components().forEach((path, components) -> {
            Set<String> keys = new HashSet<>();
            Set<String> ids = new HashSet<>();
            for (JsonNode component : components) {
                String key = component.path("key").asText();
                String id = component.path("id").asText();
                found.look(!component.has("key") || keys.add(key), "%s: a second field %s", path, key);
                found.look(component.has("id") && ids.add(id), "%s: a second component %s", path, id);
            }
        });
    }

    private static void fieldsBearTheNamesReliedOn(Catalogue all, Findings found) {
        FIELDS_RELIED_ON.forEach((form, fields) -> {
            Set<String> keys = all.components().getOrDefault("forms/" + form + ".form", List.of()).stream()
                    .filter(component -> component.has("key"))
                    .map(component -> component.get("key").asText())
                    .collect(toCollection(TreeSet::new));
            found.look(keys.equals(fields), "%s: asks for %s", form, keys);
        });
    }

    private static void labelsFitAPhone(Catalogue all, Findings found) {
        all.components()
                .forEach((path, components) -> components.stream()
                        .filter(component -> component.has("key"))
                        .forEach(component -> labelsOf(component)
                                .forEach(label -> found.look(
                                        label.startsWith("=") || label.length() <= LONGEST_LABEL && !label.isBlank(),
                                        "%s: label \"%s\" of %s",
                                        path,
                                        label,
                                        component.get("key")))));
    }

    private static Stream<String> labelsOf(JsonNode component) {
        return component.path("type").asText().equals("datetime")
                ? Stream.of("dateLabel", "timeLabel")
                        .map(name -> component.path(name).asText())
                : Stream.concat(
                        Stream.of(component.path("label").asText()),
                        component.path("values").findValuesAsText("label").stream());
    }

    private static void textsHaveAGreatestLength(Catalogue all, Findings found) {
        all.components()
                .forEach((path, components) -> components.stream()
                        .filter(component -> component.path("type").asText().startsWith("text") && component.has("key"))
                        .forEach(component -> {
                            int longest =
                                    component.path("validate").path("maxLength").asInt();
                            found.look(
                                    longest > 0
                                            && longest
                                                    <= (path.endsWith("-start.form")
                                                            ? LONGEST_TEXT_AT_START
                                                            : LONGEST_TEXT),
                                    "%s: %s may be of any length",
                                    path,
                                    component.get("key"));
                        }));
    }

    /** A text component renders Markdown and HTML after the values are put in; an html component escapes the values. */
    private static void whatPeopleTypedIsEscaped(Catalogue all, Findings found) {
        all.components()
                .forEach((path, components) -> components.stream()
                        .filter(component -> !component.path("type").asText().equals("html"))
                        .forEach(component -> found.look(
                                !component.path("text").asText().contains("{{"),
                                "%s: %s would render what people typed",
                                path,
                                component.get("id"))));
    }

    private static void aFormNamesItsClause(Catalogue all, Findings found) {
        Stream.concat(all.forms().keySet().stream(), all.embedded().keySet().stream())
                .forEach(path -> found.look(namesAClause(all.files().get(path)), "%s: no clause", path));
    }

    private static List<ExclusiveGateway> splits(Catalogue all) {
        return all.elements(ExclusiveGateway.class).stream()
                .filter(gateway -> gateway.getOutgoing().size() > 1)
                .toList();
    }

    private static List<SequenceFlow> conditioned(Catalogue all) {
        return all.elements(SequenceFlow.class).stream()
                .filter(flow -> flow.getConditionExpression() != null)
                .toList();
    }

    private static <T extends ModelElementInstance> Collection<T> extensions(BaseElement element, Class<T> type) {
        return element.getExtensionElements() == null
                ? List.of()
                : element.getExtensionElements()
                        .getElementsQuery()
                        .filterByType(type)
                        .list();
    }

    private static String attribute(BaseElement element, String name) {
        return element.getAttributeValueNs(CAMUNDA_NS, name);
    }

    private static String documentationOf(BaseElement element) {
        return element.getDocumentations().isEmpty()
                ? ""
                : element.getDocumentations().iterator().next().getTextContent();
    }

    private static boolean namesAClause(String text) {
        return CLAUSE.matcher(text).find();
    }

    private static Set<String> with(Set<String> fields, String... more) {
        Set<String> all = new TreeSet<>(fields);
        all.addAll(List.of(more));
        return all;
    }

    /** A convention; the check reports what it looked at and what it found. */
    private record Rule(String name, BiConsumer<Catalogue, Findings> check) {

        Findings applyTo(Catalogue all) {
            Findings findings = new Findings();
            check.accept(all, findings);
            return findings;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** One place in which a copy of our files is broken, and the rule that has to notice. */
    private record Break(String ruleName, String path, Pattern old, String replacement, boolean everywhere) {

        Rule rule() {
            return RULES.stream()
                    .filter(rule -> rule.name().equals(ruleName))
                    .findAny()
                    .orElseThrow(() -> new AssertionError("no rule: " + ruleName));
        }

        Catalogue of(Catalogue whole) {
            Map<String, String> files = new TreeMap<>(whole.files());
            String before = files.getOrDefault(path, "");
            String after = everywhere
                    ? old.matcher(before).replaceAll(replacement)
                    : old.matcher(before).replaceFirst(replacement);
            assertThat(after.equals(before)).as("nothing is broken in " + path).isFalse();
            files.put(path, after);
            return Catalogue.of(files);
        }

        @Override
        public String toString() {
            return ruleName + ": " + old + " -> " + replacement;
        }
    }

    private static Break cut(String rule, String path, String old, String replacement) {
        return new Break(rule, path, Pattern.compile(old), replacement, false);
    }

    private static Break cutAll(String rule, String path, String old, String replacement) {
        return new Break(rule, path, Pattern.compile(old), replacement, true);
    }

    private static Break put(String rule, String path, String content) {
        return new Break(rule, path, Pattern.compile("^$"), content, false);
    }

    /** What a rule looked at, and what was wrong there. */
    private static final class Findings {

        private final List<String> faults = new ArrayList<>();
        private int looks;

        void look(boolean sound, String fault, Object... details) {
            looks++;
            if (!sound) {
                faults.add(fault.formatted(details));
            }
        }
    }

    /** The files of {@code processes/} and {@code forms/} by path, read. */
    private record Catalogue(
            Map<String, String> files,
            Map<String, BpmnModelInstance> models,
            Map<String, DmnModelInstance> tables,
            Map<String, JsonNode> forms) {

        static Catalogue read() {
            Map<String, String> files = new TreeMap<>();
            for (Path folder : List.of(Path.of("processes"), Path.of("forms"))) {
                try (Stream<Path> paths = Files.walk(folder)) {
                    for (Path path : paths.filter(Files::isRegularFile).toList()) {
                        files.put(path.toString().replace('\\', '/'), Files.readString(path));
                    }
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            }
            return of(files);
        }

        static Catalogue of(Map<String, String> files) {
            Map<String, BpmnModelInstance> models = new TreeMap<>();
            Map<String, DmnModelInstance> tables = new TreeMap<>();
            Map<String, JsonNode> forms = new TreeMap<>();
            files.forEach((path, text) -> {
                if (path.endsWith(".bpmn")) {
                    models.put(
                            path,
                            Bpmn.readModelFromStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
                } else if (path.endsWith(".dmn")) {
                    tables.put(
                            path,
                            Dmn.readModelFromStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
                } else if (path.endsWith(".form")) {
                    forms.put(path, json(text));
                }
            });
            return new Catalogue(files, models, tables, forms);
        }

        private static JsonNode json(String text) {
            try {
                return JSON.readTree(text);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        static String nameOf(String path) {
            return path.substring(path.indexOf('/') + 1, path.lastIndexOf('.'));
        }

        <T extends BaseElement> List<T> elements(Class<T> type) {
            return models.values().stream()
                    .flatMap(model -> model.getModelElementsByType(type).stream())
                    .toList();
        }

        /** The values of an attribute in Camunda's namespace, wherever it stands. */
        List<String> attributes(String name) {
            List<String> values = new ArrayList<>();
            models.values().forEach(model -> collect(model.getDocument().getRootElement(), name, values));
            return values;
        }

        private static void collect(DomElement element, String name, List<String> values) {
            String value = element.getAttribute(CAMUNDA_NS, name);
            if (value != null) {
                values.add(value);
            } else if (CAMUNDA_NS.equals(element.getNamespaceURI()) && element.hasAttribute(name)) {
                values.add(element.getAttribute(name));
            }
            element.getChildElements().forEach(child -> collect(child, name, values));
        }

        /** Every component of every form, those inside groups too. */
        Map<String, List<JsonNode>> components() {
            Map<String, List<JsonNode>> components = new TreeMap<>();
            forms.forEach((path, form) -> {
                List<JsonNode> inForm = new ArrayList<>();
                collect(form, inForm);
                components.put(path, inForm);
            });
            return components;
        }

        private static void collect(JsonNode parent, List<JsonNode> components) {
            parent.path("components").forEach(component -> {
                components.add(component);
                collect(component, components);
            });
        }

        /** The embedded forms, as they stand. */
        Map<String, String> embedded() {
            Map<String, String> embedded = new TreeMap<>(files);
            embedded.keySet().removeIf(path -> !path.endsWith(".html"));
            return embedded;
        }

        /** The tables that tell people what to look at, and decide nothing. */
        Map<String, DmnModelInstance> triage() {
            Map<String, DmnModelInstance> triage = new TreeMap<>(tables);
            triage.keySet().removeIf(path -> !path.endsWith("-triage.dmn"));
            return triage;
        }

        /** The values that forms offer for a field. */
        Set<String> choices(String field) {
            return components().values().stream()
                    .flatMap(Collection::stream)
                    .filter(component -> component.path("key").asText().equals(field))
                    .flatMap(component -> component.path("values").findValuesAsText("value").stream())
                    .collect(toCollection(TreeSet::new));
        }
    }
}
