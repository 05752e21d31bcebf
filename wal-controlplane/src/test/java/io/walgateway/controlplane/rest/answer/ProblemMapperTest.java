package io.walgateway.controlplane.rest.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.walgateway.controlplane.revision.Flaw;
import io.walgateway.controlplane.revision.NamespaceContent;
import io.walgateway.controlplane.revision.Pending;
import io.walgateway.controlplane.revision.Refusal;
import io.walgateway.core.identity.Decision;
import io.walgateway.core.identity.Permission;
import io.walgateway.core.identity.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProblemMapperTest {

    private static final Flaw FLAW = new Flaw("/shart", "\"x\"", "a key that is known here", Optional.of("shard"));

    /** One of each, with the status that it is answered with. */
    private static final Map<Refusal, Integer> STATUS = Map.ofEntries(
            Map.entry(new Refusal.NotJson(1, 2, "why"), 400),
            Map.entry(new Refusal.BadRequest("why"), 400),
            Map.entry(new Refusal.BadParameter(FLAW), 400),
            Map.entry(new Refusal.NoSuchRoute("/x"), 404),
            Map.entry(new Refusal.NoSuchNamespace("n", Optional.of(3L)), 404),
            Map.entry(new Refusal.NoSuchRevision("n", 3), 404),
            Map.entry(new Refusal.NoSuchLetter("n", 3), 404),
            Map.entry(new Refusal.NoSuchAction("n", 3), 404),
            Map.entry(new Refusal.LetterNotOpen(3, "discarded"), 409),
            Map.entry(new Refusal.NotRedrivable(3, "why"), 409),
            Map.entry(new Refusal.NotRedriven(3, "why"), 503),
            Map.entry(new Refusal.WrongMethod("PUT", "/x", Set.of("POST", "GET")), 405),
            Map.entry(new Refusal.AlreadyExists("n", 3), 409),
            Map.entry(new Refusal.StillDraining("n", 3), 409),
            Map.entry(new Refusal.QueueTaken("n", "kafka t", "queue", "m", "target"), 409),
            Map.entry(new Refusal.StillHolds("n", new NamespaceContent(List.of(), 2, 3, true)), 409),
            Map.entry(new Refusal.StillEnding("n", Pending.DISCARD), 409),
            Map.entry(new Refusal.Stale("n", "one of [1]", Optional.of(2L)), 412),
            Map.entry(new Refusal.TooLarge(10), 413),
            Map.entry(new Refusal.WrongContentType("text/plain"), 415),
            Map.entry(new Refusal.WrongContentEncoding("gzip"), 415),
            Map.entry(new Refusal.WrongHost("evil.example", "localhost"), 421),
            Map.entry(new Refusal.ForeignOrigin("https://evil.example"), 403),
            Map.entry(new Refusal.Invalid(List.of(FLAW, FLAW)), 422),
            Map.entry(new Refusal.QueueRefused("kafka t", "why"), 422),
            Map.entry(new Refusal.QueueAway("kafka t", "why"), 503),
            Map.entry(new Refusal.StorageRefused("cassandra n", "why"), 422),
            Map.entry(new Refusal.StorageAway("cassandra n", "why"), 503),
            Map.entry(new Refusal.PayloadGone(7, "why"), 410),
            Map.entry(new Refusal.PayloadAway(7, "why"), 503),
            Map.entry(new Refusal.PayloadUnreadable(7, "why"), 409),
            Map.entry(new Refusal.NoSets("n"), 409),
            Map.entry(new Refusal.NoSuchSet("n", "s"), 404),
            Map.entry(new Refusal.SetInRegions("n", "s", List.of("eu", "us")), 409),
            Map.entry(new Refusal.SetsUnknown("n", "why"), 409),
            Map.entry(new Refusal.SetsAway("cassandra n", "why"), 503),
            Map.entry(new Refusal.NothingDelayed("n"), 501),
            Map.entry(new Refusal.NothingCancellable("n"), 501),
            Map.entry(new Refusal.CancelUncertain("kafka t", "why"), 503),
            Map.entry(new Refusal.Unauthenticated("why"), 401),
            Map.entry(
                    new Refusal.NotPermitted(
                            new Decision.Denied(Permission.EDIT, Resource.Namespace.absent("n", Optional.empty()))),
                    403),
            Map.entry(new Refusal.NoSuchRole(7), 404),
            Map.entry(new Refusal.TooManyRoles(1_000), 409),
            Map.entry(new Refusal.StoreAway("why"), 503),
            Map.entry(new Refusal.Busy("what"), 503),
            Map.entry(new Refusal.Fault(), 500));

    @Test
    void shouldHaveAStatusForEachRefusal() {
        STATUS.forEach(
                (refusal, status) -> assertThat(ProblemMapper.toProblem(refusal).status())
                        .as("%s", refusal)
                        .isEqualTo(status));
        assertThat(STATUS.keySet().stream().<Class<?>>map(Refusal::getClass).toList())
                .containsExactlyInAnyOrderElementsOf(Stream.of(Refusal.class.getPermittedSubclasses())
                        .flatMap(kind -> Stream.<Class<?>>of(kind.getPermittedSubclasses()))
                        .toList());
    }

    @Test
    void shouldNameTheNearestKnownKey() {
        Problem problem = ProblemMapper.toProblem(new Refusal.Invalid(List.of(FLAW, FLAW)));
        assertThat(problem.detail())
                .isEqualTo("/shart: \"x\" (expected: a key that is known here); did you mean shard?, and 1 more");
        assertThat(problem.flaws()).containsExactly(FLAW, FLAW);
    }

    @Test
    void shouldSayWhenToComeBackAndWhatIsAllowed() {
        assertThat(ProblemMapper.toProblem(new Refusal.StoreAway("why")).headers())
                .isEqualTo(Map.of("Retry-After", "2"));
        assertThat(ProblemMapper.toProblem(new Refusal.WrongMethod("PUT", "/x", Set.of("POST", "GET")))
                        .headers())
                .isEqualTo(Map.of("Allow", "GET, POST"));
    }
}
