package lv.helpline.planning;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import lv.helpline.accounts.Role;
import lv.helpline.audit.AccountId;
import lv.helpline.audit.Audit;
import lv.helpline.audit.Author;
import lv.helpline.audit.EditTransaction;
import lv.helpline.planning.NewCoverageGaps.NewCoverageGap;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.edit.EditConflictDigest;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.shared.CheckReturnValue;
import lv.helpline.shared.EditResult;

/// The one door for edits of the roster: whoever edits what, on which page, by telephone or by an API client,
/// it is judged here, in one transaction.
///
/// Edits are made one after the other. Each is judged by what it does: the difference between the roster before it and
/// after it. Nothing that has been is changed. What is saved is in the audit, can be undone by its author, and is told
/// to whoever listens for [RosterEdited].
@CheckReturnValue
public final class RosterEditing {

    /// How long an edit can be undone.
    public static final Duration UNDONE_WITHIN = Duration.ofMinutes(30);

    /// How long an edit waits for the one before it.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// The same for whoever cannot come: then they go on without the lock.
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(2);

    private final RosterStore store;
    private final EditTransaction transaction;
    private final Audit audit;
    private final Consumer<RosterEdited> listeners;
    private final Holidays holidays;

    /// @param listeners are told within the transaction
    public RosterEditing(
            RosterStore store,
            EditTransaction transaction,
            Audit audit,
            Consumer<RosterEdited> listeners,
            Holidays holidays) {
        this.store = store;
        this.transaction = transaction;
        this.audit = audit;
        this.listeners = listeners;
        this.holidays = holidays;
    }

    /// What became of an edit. Only [Saved] has changed anything.
    public sealed interface Result {

        /// @param inDraft whether it waits in the draft, and is not in force
        /// @param untold  whose duties change and who could not be told of it
        record Saved(EditEffect effect, boolean inDraft, List<ConsultantId> untold) implements Result {
            public Saved {
                untold = List.copyOf(untold);
            }
        }

        /// The roster is so already, or all that it would change is over.
        record NothingChanges() implements Result {}

        /// It leaves open lines without anybody, and a reason of [GapPolicy#REASONS] is needed.
        record NeedsReason(List<NewCoverageGap> gaps) implements Result {
            public NeedsReason {
                gaps = List.copyOf(gaps);
            }
        }

        /// Somebody else has changed what it is about since its author saw it.
        record Conflict() implements Result {}

        /// It is not for its author to make.
        ///
        /// @param rule names the message that says why
        record NotAllowed(String rule) implements Result {}

        /// It breaks a rule of the database.
        ///
        /// @param rule the name of the constraint
        record Refused(String rule) implements Result {}

        default boolean isSaved() {
            return this instanceof Saved;
        }

        /// The same, for who only says on a form why something was not saved.
        default EditResult asEditResult() {
            return switch (this) {
                case Saved _ -> new EditResult.Done("roster");
                case NothingChanges() -> new EditResult.Refused("nothing-changes");
                case NeedsReason _ -> new EditResult.Refused("gap-needs-a-reason");
                case Conflict() -> new EditResult.Outdated();
                case NotAllowed(var rule) -> new EditResult.Refused(rule);
                case Refused(var rule) -> new EditResult.Refused(rule);
            };
        }
    }

    public RosterData roster(Instant now) {
        return store.roster(now);
    }

    /// What of the edit would be saved now: nothing of it is past.
    public static RosterEdit kept(RosterEdit edit, RosterData data, Instant now) {
        return edit.fromNowOn(data, minute(now));
    }

    /// What the edit would do to the roster if it were saved now.
    public static EditEffect effect(RosterEdit edit, Roster saved, Holidays holidays, Instant now) {
        var kept = kept(edit, saved.data(), now);
        return EditEffect.of(saved, new Roster(kept.appliedTo(saved.data()), holidays), kept, now);
    }

    /// Saves the edit, or says why not.
    public Result save(EditRequest request) {
        return run(() -> {
            if (!store.lock(request.occasion().isNeverRefused() ? SHORT_PATIENCE : PATIENCE)
                    && !request.occasion().isNeverRefused()) {
                return new Result.Conflict();
            }
            return judge(request);
        });
    }

    private Result judge(EditRequest request) {
        var now = request.author().at();
        var occasion = request.occasion();
        var notAllowed = occasion.editor()
                .flatMap(role ->
                        EditRules.refusal(request.edit()).or(() -> EditingRights.refusal(role, request.edit(), now)));
        if (notAllowed.isPresent()) {
            return new Result.NotAllowed(notAllowed.get());
        }
        var data = store.roster(now);
        if (occasion instanceof EditOccasion.Duties && !EditingRights.isLive(request.edit(), now)) {
            return intoDraft(request, data);
        }
        var upon = request.edit().rebasedOn(data);
        var overtaken = !upon.lost().isEmpty() || isOvertaken(request, upon.edit(), data);
        if (overtaken && !occasion.isNeverRefused()) {
            return new Result.Conflict();
        }
        var before = new Roster(data, holidays);
        if (request.alongside().isPresent()) {
            if (!request.alongside().get().getAsBoolean()) {
                return new Result.Conflict();
            }
            data = store.roster(now);
        }
        var edit = upon.edit().fromNowOn(data, minute(now));
        if (edit.isEmpty() && request.alongside().isEmpty()) {
            return new Result.NothingChanges();
        }
        var after = new Roster(edit.appliedTo(data), holidays);
        var effect = EditEffect.of(before, after, edit, now);
        if (occasion.needsReason() && !effect.gaps().isEmpty() && !GapPolicy.isReason(request.reason())) {
            return new Result.NeedsReason(effect.gaps());
        }
        if (occasion instanceof EditOccasion.ByEditor) {
            remember(UndoableEdit.Kind.LIVE, edit, request.author());
        }
        return write("roster-changed", edit, effect, before, after, request);
    }

    private static boolean isOvertaken(EditRequest request, RosterEdit edit, RosterData data) {
        return request.seen()
                .filter(seen -> !seen.equals(EditConflictDigest.of(edit, data)))
                .isPresent();
    }

    private Result write(
            String action, RosterEdit edit, EditEffect effect, Roster before, Roster after, EditRequest request) {
        if (!store.write(edit)) {
            return new Result.Conflict();
        }
        var edited =
                new RosterEdited(request.occasion(), edit, effect, before, after, request.author(), request.reason());
        listeners.accept(edited);
        audit.write(request.author(), RosterEditRecord.of(action, edit, effect, request.reason()));
        return new Result.Saved(effect, false, edited.untold());
    }

    private Result intoDraft(EditRequest request, RosterData data) {
        var edit = request.edit().simplified();
        if (edit.isEmpty()) {
            return new Result.NothingChanges();
        }
        if (isOvertaken(request, request.edit(), data)) {
            return new Result.Conflict();
        }
        var author = account(request.author());
        var draft = store.draft(author);
        var whole = draft.edit().rebasedOn(data).edit().then(edit);
        remember(UndoableEdit.Kind.DRAFTED, edit, request.author());
        var kept = store.saveDraft(
                new RosterDraft(whole, EditConflictDigest.of(whole, data), draft.version()),
                author,
                request.author().at());
        return kept ? new Result.Saved(EditEffect.NONE, true, List.of()) : new Result.Conflict();
    }

    /// What they have changed and not published.
    public RosterDraft draft(AccountId author) {
        return store.draft(author);
    }

    /// Puts the draft in force.
    ///
    /// @param version of the draft that its author saw
    /// @param seen    the digest of what was around it
    public Result publish(int version, String seen, Optional<String> reason, Author author, Role role) {
        return run(() -> {
            if (!store.lock(PATIENCE)) {
                return new Result.Conflict();
            }
            var now = author.at();
            var data = store.roster(now);
            var draft = store.draft(account(author));
            var fits = draft.edit().rebasedOn(data).edit();
            var edit = fits.fromNowOn(data, minute(now));
            if (draft.version() != version
                    || edit.isEmpty()
                    || !EditConflictDigest.of(fits, data).equals(seen)) {
                return new Result.Conflict();
            }
            var occasion = new EditOccasion.Duties(role);
            var before = new Roster(data, holidays);
            var after = new Roster(edit.appliedTo(data), holidays);
            var effect = EditEffect.of(before, after, edit, now);
            if (!effect.gaps().isEmpty() && !GapPolicy.isReason(reason)) {
                return new Result.NeedsReason(effect.gaps());
            }
            if (!endDraft(draft, author)) {
                return new Result.Conflict();
            }
            remember(UndoableEdit.Kind.PUBLISHED, edit, author);
            return write(
                    "roster-published",
                    edit,
                    effect,
                    before,
                    after,
                    new EditRequest(occasion, edit, author).because(reason));
        });
    }

    /// Throws the draft away.
    ///
    /// @param version of the draft that its author saw
    public Result discard(int version, Author author) {
        return run(() -> {
            var draft = store.draft(account(author));
            if (draft.version() != version || draft.edit().isEmpty() || !endDraft(draft, author)) {
                return new Result.Conflict();
            }
            remember(UndoableEdit.Kind.DISCARDED, draft.edit(), author);
            return new Result.Saved(EditEffect.NONE, true, List.of());
        });
    }

    private boolean endDraft(RosterDraft draft, Author author) {
        store.forgetDrafted(account(author));
        return store.saveDraft(new RosterDraft(RosterEdit.NONE, "", draft.version()), account(author), author.at());
    }

    /// The last edit of theirs that can still be undone; empty when there is none, or others have changed since what it
    /// was about.
    public Optional<UndoableEdit> last(AccountId author, RosterData data, Instant now) {
        return store.last(author, now.minus(UNDONE_WITHIN)).filter(last -> switch (last.kind()) {
            case LIVE, PUBLISHED -> last.edit().inverse().rebasedOn(data).lost().isEmpty();
            case DRAFTED, DISCARDED -> true;
        });
    }

    /// Undoes the last edit, if it is that one.
    public Result undo(long id, Author author, Role role) {
        return run(() -> {
            if (!store.lock(PATIENCE)) {
                return new Result.Conflict();
            }
            var now = author.at();
            var data = store.roster(now);
            var found = last(account(author), data, now).filter(last -> last.id() == id);
            if (found.isEmpty() || !store.forget(found.get(), account(author))) {
                return new Result.Conflict();
            }
            var last = found.get();
            return switch (last.kind()) {
                case LIVE -> undone(last.edit(), data, author, role);
                case PUBLISHED -> {
                    var result = undone(last.edit(), data, author, role);
                    yield result.isSaved() && !drafted(last.edit(), store.roster(now), author)
                            ? new Result.Conflict()
                            : result;
                }
                case DISCARDED -> ofDraft(drafted(last.edit(), data, author));
                case DRAFTED -> ofDraft(drafted(last.edit().inverse(), data, author));
            };
        });
    }

    private static Result ofDraft(boolean kept) {
        return kept ? new Result.Saved(EditEffect.NONE, true, List.of()) : new Result.Conflict();
    }

    /// The draft with one more edit.
    private boolean drafted(RosterEdit edit, RosterData data, Author author) {
        var draft = store.draft(account(author));
        var whole = draft.edit().then(edit);
        return store.saveDraft(
                new RosterDraft(whole, EditConflictDigest.of(whole, data), draft.version()),
                account(author),
                author.at());
    }

    private Result undone(RosterEdit edit, RosterData data, Author author, Role role) {
        var now = author.at();
        var back = edit.inverse().rebasedOn(data).edit().fromNowOn(data, minute(now));
        var before = new Roster(data, holidays);
        var after = new Roster(back.appliedTo(data), holidays);
        return write(
                "roster-undone",
                back,
                EditEffect.of(before, after, back, now),
                before,
                after,
                new EditRequest(new EditOccasion.Duties(role), back, author));
    }

    private void remember(UndoableEdit.Kind kind, RosterEdit edit, Author author) {
        author.account().ifPresent(account -> store.remember(kind, edit, account, author.at()));
    }

    private Result run(Supplier<Result> work) {
        return transaction.run(work, Result::isSaved, Result.Refused::new);
    }

    private static AccountId account(Author author) {
        return author.account().orElseThrow();
    }

    private static LocalDateTime minute(Instant now) {
        return LocalDateTime.ofInstant(now, Roster.ZONE).truncatedTo(ChronoUnit.MINUTES);
    }

    /// The roster of a time only, see [DutyRepository].
    public RosterData roster(Instant now, LocalSpan time) {
        return store.roster(now, time);
    }
}
