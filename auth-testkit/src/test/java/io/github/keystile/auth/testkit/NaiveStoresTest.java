package io.github.keystile.auth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** A contract is worth what it finds: every mistake that stores have been seen to make must fail it. */
class NaiveStoresTest {

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments(
                        NaiveContracts.FindThenInsert.class,
                        List.of(
                                "oneOfManyInsertsWithOneEmailKeyWins",
                                "oneOfManyInsertsWithOneUsernameKeyWins",
                                "oneOfManyInsertsWithOneIdWins")),
                arguments(NaiveContracts.CompareVersionThenReplace.class, List.of("oneOfManyReplacesOfOneVersionWins")),
                arguments(
                        NaiveContracts.CompareEpochThenSetPassword.class,
                        List.of("oneOfManyPasswordsSetAtOneEpochWins")),
                arguments(
                        NaiveContracts.RehashWithoutComparing.class,
                        List.of("aRehashNeverOverwritesANewPassword", "rehashComparesTheOldHashAndKeepsTheEpoch")),
                arguments(
                        NaiveContracts.ReadThenRaiseEpoch.class,
                        List.of("noRaisedEpochIsLost", "aReplaceNeverTakesARaisedEpochBack")),
                arguments(NaiveContracts.FindThenDelete.class, List.of("oneOfManyDeletesWins")),
                arguments(NaiveContracts.ReplaceByUpsert.class, List.of("nothingBringsADeletedUserBack")),
                arguments(NaiveContracts.CountByUpsert.class, List.of("nothingBringsAConsumedChallengeBack")),
                arguments(
                        NaiveContracts.InsertByUpsert.class,
                        List.of("anIdThatIsStoredIsNotStoredAgain", "oneOfManyInsertsWithOneIdWins")),
                arguments(NaiveContracts.NewestByTimeOnly.class, List.of("newestOfOneMillisecondAreOrderedById")),
                arguments(
                        NaiveContracts.FindThenConsume.class,
                        List.of(
                                "oneOfManyConsumesWins",
                                "consumeAndReplaceCodeExcludeOneAnother",
                                "purgeAndConsumeTakeAChallengeOnce")),
                arguments(
                        NaiveContracts.CheckThenCountAttempt.class,
                        List.of(
                                "attemptsAreClaimedNoMoreThanThereAre",
                                "attemptsWithoutIdAreClaimedNoMoreThanTheirShare",
                                "bothKindsOfClaimsShareOneCounter",
                                "nothingIsClaimedFromExpiryOn")),
                arguments(NaiveContracts.CountThenReadAgain.class, List.of("aClaimIsCountedOnTheCodeItReturns")),
                arguments(
                        NaiveContracts.CompareThenReplaceCode.class,
                        List.of("oneOfManyReplacedCodesWins", "consumeAndReplaceCodeExcludeOneAnother")),
                arguments(
                        NaiveContracts.CountThenPurge.class,
                        List.of("purgeAndConsumeTakeAChallengeOnce", "purgeIsBoundedAndSparesWhatExpiresLater")),
                arguments(
                        NaiveContracts.RotateWithoutGeneration.class,
                        List.of(
                                "oneOfManyRotationsFromOneGenerationWins",
                                "rotateRefusesWhatIsNoLongerTrue",
                                "rotateMovesOnAndKeepsTheRest")),
                arguments(NaiveContracts.RotateByUpsert.class, List.of("noRotationBringsAnEndedSessionBack")),
                arguments(NaiveContracts.FindThenEnd.class, List.of("oneOfManyEndsWins")),
                arguments(
                        NaiveContracts.InstantsToTheSecond.class,
                        List.of("keepsEveryField", "keepsInstantsToTheMillisecond")),
                arguments(
                        NaiveLimits.ReadThenWrite.class,
                        List.of(
                                "aLockoutAllowsExactlyItsFailures",
                                "aBudgetAllowsExactlyItsMax",
                                "noTakeIsLostAndNoOrderOfKeysLocksUp")),
                arguments(
                        NaiveLimits.ChargesBeforeARefusalAreGivenBack.class,
                        List.of("chargesBeforeTheRefusedOneStayTakenAndThoseAfterAreNot")),
                arguments(
                        NaiveLimits.RowsForAllCharges.class,
                        List.of("nothingIsWrittenForTheRefusedChargeAndThoseAfterIt")),
                arguments(NaiveLimits.ReadThenSettle.class, List.of("everyUnitThatIsGivenBackIsFreeOnce")),
                arguments(
                        NaiveLimits.SettleAgainAndAgain.class,
                        List.of("aReceiptIsSettledOnce", "oneOfManySettlingsOfAReceiptCounts")),
                arguments(NaiveLimits.ForgetWithoutATrace.class, List.of("aUnitThatWasForgottenIsNotGivenBackAgain")));
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
        assertThat(failures(NaiveContracts.FindThenConsume.class, List.of("oneOfManyConsumesWins")))
                .singleElement()
                .extracting(event -> failure(event).getMessage())
                .asString()
                .containsPattern("consume: ([2-9]|1[0-6]) of 16 concurrent calls won, exactly 1 may");
    }

    private static Stream<Event> failures(Class<?> contract, List<String> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(
                        tests.stream().map(test -> selectMethod(contract, test)).toArray(MethodSelector[]::new))
                .execute()
                .testEvents()
                .failed()
                .stream();
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
