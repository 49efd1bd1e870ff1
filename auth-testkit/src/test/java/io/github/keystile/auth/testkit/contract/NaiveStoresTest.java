package io.github.keystile.auth.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** A contract is worth what it finds: every mistake that stores have been seen to make must fail it. */
class NaiveStoresTest {

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments(
                        NaiveUserStores.FindThenInsert.class,
                        List.of(
                                "oneOfManyInsertsWithOneEmailKeyWins",
                                "oneOfManyInsertsWithOneUsernameKeyWins",
                                "oneOfManyInsertsWithOneIdWins")),
                arguments(
                        NaiveUserStores.CompareVersionThenReplace.class, List.of("oneOfManyReplacesOfOneVersionWins")),
                arguments(
                        NaiveUserStores.CompareEpochThenSetPassword.class,
                        List.of("oneOfManyPasswordsSetAtOneEpochWins")),
                arguments(
                        NaiveUserStores.RehashWithoutComparing.class,
                        List.of("aRehashNeverOverwritesANewPassword", "rehashComparesTheOldHashAndKeepsTheEpoch")),
                arguments(
                        NaiveUserStores.ReadThenRaiseEpoch.class,
                        List.of("noRaisedEpochIsLost", "aReplaceNeverTakesARaisedEpochBack")),
                arguments(NaiveUserStores.FindThenDelete.class, List.of("oneOfManyDeletesWins")),
                arguments(NaiveUserStores.ReplaceByUpsert.class, List.of("nothingBringsADeletedUserBack")),
                arguments(
                        NaiveUserStores.CountThenSkip.class,
                        List.of("whoIsThereAllTheTimeIsListedOnceWhileOthersComeAndGo")),
                arguments(NaiveOtpStores.CountByUpsert.class, List.of("nothingBringsAConsumedChallengeBack")),
                arguments(
                        NaiveOtpStores.InsertByUpsert.class,
                        List.of("anIdThatIsStoredIsNotStoredAgain", "oneOfManyInsertsWithOneIdWins")),
                arguments(NaiveOtpStores.NewestByTimeOnly.class, List.of("newestOfOneMillisecondAreOrderedById")),
                arguments(
                        NaiveOtpStores.FindThenConsume.class,
                        List.of(
                                "oneOfManyConsumesWins",
                                "consumeAndReplaceCodeExcludeOneAnother",
                                "purgeAndConsumeTakeAChallengeOnce")),
                arguments(
                        NaiveOtpStores.CheckThenCountAttempt.class,
                        List.of(
                                "attemptsAreClaimedNoMoreThanThereAre",
                                "attemptsWithoutIdAreClaimedNoMoreThanTheirShare",
                                "bothKindsOfClaimsShareOneCounter",
                                "nothingIsClaimedFromExpiryOn")),
                arguments(NaiveOtpStores.CountThenReadAgain.class, List.of("aClaimIsCountedOnTheCodeItReturns")),
                arguments(
                        NaiveOtpStores.CompareThenReplaceCode.class,
                        List.of("oneOfManyReplacedCodesWins", "consumeAndReplaceCodeExcludeOneAnother")),
                arguments(
                        NaiveOtpStores.CountThenPurge.class,
                        List.of("purgeAndConsumeTakeAChallengeOnce", "purgeIsBoundedAndSparesWhatExpiresLater")),
                arguments(
                        NaiveSessionStores.RotateWithoutGeneration.class,
                        List.of(
                                "oneOfManyRotationsFromOneGenerationWins",
                                "rotateRefusesWhatIsNoLongerTrue",
                                "rotateMovesOnAndKeepsTheRest")),
                arguments(NaiveSessionStores.RotateByUpsert.class, List.of("noRotationBringsAnEndedSessionBack")),
                arguments(NaiveSessionStores.FindThenEnd.class, List.of("oneOfManyEndsWins")),
                arguments(
                        NaiveSessionStores.CompareThenPassOver.class,
                        List.of(
                                "oneOfManyPassOversOfOneGenerationWins",
                                "passOverAndRotateExcludeOneAnother",
                                "passOverRefusesWhatIsNoLongerTrue")),
                arguments(
                        NaiveSessionStores.FindThenEndReplayed.class,
                        List.of("oneOfManyReplaysEndsTheSessionAndNothingBringsItBack")),
                arguments(
                        NaiveSessionStores.InstantsToTheSecond.class,
                        List.of("keepsEveryField", "keepsInstantsToTheMillisecond")),
                arguments(
                        NaiveRateLimiters.ReadThenWrite.class,
                        List.of(
                                "aLockoutAllowsExactlyItsFailures",
                                "aBudgetAllowsExactlyItsMax",
                                "noTakeIsLostAndNoOrderOfKeysLocksUp")),
                arguments(
                        NaiveRateLimiters.ChargesBeforeARefusalAreGivenBack.class,
                        List.of("chargesBeforeTheRefusedOneStayTakenAndThoseAfterAreNot")),
                arguments(
                        NaiveRateLimiters.RowsForAllCharges.class,
                        List.of("nothingIsWrittenForTheRefusedChargeAndThoseAfterIt")),
                arguments(NaiveRateLimiters.ReadThenSettle.class, List.of("everyUnitThatIsGivenBackIsFreeOnce")),
                arguments(
                        NaiveRateLimiters.SettleAgainAndAgain.class,
                        List.of("aReceiptIsSettledOnce", "oneOfManySettlingsOfAReceiptCounts")),
                arguments(
                        NaiveRateLimiters.ForgetWithoutATrace.class,
                        List.of("aUnitThatWasForgottenIsNotGivenBackAgain")));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    @Tag("STO-01")
    void failsTheContract(Class<?> contract, List<String> tests) {
        List<Event> failures = failures(contract, tests).toList();
        assertThat(failures).extracting(NaiveStoresTest::testName).containsExactlyInAnyOrderElementsOf(tests);
        assertThat(failures).extracting(NaiveStoresTest::failure).allMatch(AssertionError.class::isInstance);
    }

    @Test
    void tellsHowManyWon() {
        assertThat(failures(NaiveOtpStores.FindThenConsume.class, List.of("oneOfManyConsumesWins")))
                .singleElement()
                .extracting(event -> failure(event).getMessage())
                .asString()
                .containsPattern("consume: ([2-9]|1[0-6]) of 16 concurrent calls won, exactly 1 may");
    }

    private static Stream<Event> failures(Class<?> contract, List<String> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(tests.stream().map(test -> select(contract, test)).toArray(DiscoverySelector[]::new))
                .execute()
                .testEvents()
                .failed()
                .stream();
    }

    /** In the one of the nested contracts that has it. */
    private static DiscoverySelector select(Class<?> contracts, String test) {
        return Stream.of(contracts.getSuperclass().getDeclaredClasses())
                .filter(nested -> Stream.of(nested.getSuperclass().getDeclaredMethods())
                        .anyMatch(method -> method.getName().equals(test)))
                .<DiscoverySelector>map(nested -> selectNestedMethod(List.of(contracts), nested, test))
                .findFirst()
                .orElseGet(() -> selectMethod(contracts, test));
    }

    private static String testName(Event event) {
        return event.getTestDescriptor().getDisplayName().replace("()", "");
    }

    private static Throwable failure(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }
}
