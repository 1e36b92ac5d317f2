package lv.helpline.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import lv.helpline.audit.AccountId;
import lv.helpline.audit.Audit;
import lv.helpline.audit.AuditEntry;
import lv.helpline.audit.AuditFilter;
import lv.helpline.audit.AuditRecord;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.Author;
import lv.helpline.audit.Change;
import lv.helpline.audit.EditTransaction;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.edit.RosterEdit;

/// What [RosterEditing] reads and writes, in memory. What is not to stand is taken back, as a transaction does.
public final class RosterInMemory implements RosterStore, EditTransaction, Audit {

    /// An entry of the audit.
    public record Written(Author author, String action, String subject, List<Change> changes) {}

    private final UnaryOperator<RosterData> view;
    private Supplier<RosterData> data;
    private RosterEdit whole = RosterEdit.NONE;
    private Map<AccountId, RosterDraft> drafts = new HashMap<>();
    private Map<AccountId, List<UndoableEdit>> undo = new HashMap<>();
    private List<Written> written = new ArrayList<>();
    private long nextId = 1;
    private boolean held;
    private Duration waited = Duration.ZERO;

    /// @param data what there is before the first edit, asked for whenever it is needed
    /// @param view what is added to the roster whenever it is read
    public RosterInMemory(Supplier<RosterData> data, UnaryOperator<RosterData> view) {
        this.data = data;
        this.view = view;
    }

    public RosterEditing editing(List<RosterEdited> events, Holidays holidays) {
        return new RosterEditing(this, this, this, events::add, holidays);
    }

    /// All edits that stand, as one.
    public RosterEdit whole() {
        return whole;
    }

    public List<Written> written() {
        return written;
    }

    @Override
    public RosterData roster(Instant now) {
        return view.apply(data.get());
    }

    @Override
    public RosterData roster(Instant now, LocalSpan time) {
        return roster(now);
    }

    @Override
    public boolean lock(Duration atMost) {
        waited = atMost;
        return !held;
    }

    /// From now on another edit has the lock.
    public void hold() {
        held = true;
    }

    /// How long the last edit was ready to wait for the lock.
    public Duration waited() {
        return waited;
    }

    /// Somebody else changes the roster.
    public void change(UnaryOperator<RosterData> by) {
        var changed = by.apply(data.get());
        data = () -> changed;
    }

    @Override
    public boolean write(RosterEdit edit) {
        try {
            change(edit::appliedTo);
        } catch (IllegalArgumentException gone) {
            return false;
        }
        whole = whole.then(edit);
        return true;
    }

    @Override
    public RosterDraft draft(AccountId author) {
        return drafts.getOrDefault(author, RosterDraft.NONE);
    }

    @Override
    public boolean saveDraft(RosterDraft draft, AccountId author, Instant at) {
        if (draft(author).version() != draft.version()) {
            return false;
        }
        if (draft.edit().isEmpty()) {
            drafts.remove(author);
        } else {
            drafts.put(author, new RosterDraft(draft.edit(), draft.seen(), draft.version() + 1));
        }
        return true;
    }

    @Override
    public void remember(UndoableEdit.Kind kind, RosterEdit edit, AccountId author, Instant at) {
        undo.computeIfAbsent(author, _ -> new ArrayList<>()).add(new UndoableEdit(nextId++, kind, edit, at));
    }

    @Override
    public void forgetDrafted(AccountId author) {
        undo.getOrDefault(author, new ArrayList<>()).removeIf(each -> each.kind() == UndoableEdit.Kind.DRAFTED);
    }

    @Override
    public Optional<UndoableEdit> last(AccountId author, Instant since) {
        var edits = undo.getOrDefault(author, List.of());
        return edits.isEmpty()
                ? Optional.empty()
                : Optional.of(edits.getLast()).filter(each -> each.at().isAfter(since));
    }

    @Override
    public boolean forget(UndoableEdit edit, AccountId author) {
        return undo.getOrDefault(author, new ArrayList<>()).remove(edit);
    }

    @Override
    public <R> R run(Supplier<R> edit, Predicate<R> stands, Function<String, R> refused) {
        var dataBefore = data;
        var wholeBefore = whole;
        var draftsBefore = new HashMap<>(drafts);
        var undoBefore = new HashMap<AccountId, List<UndoableEdit>>();
        undo.forEach((account, edits) -> undoBefore.put(account, new ArrayList<>(edits)));
        var writtenBefore = new ArrayList<>(written);
        var result = edit.get();
        if (!stands.test(result)) {
            data = dataBefore;
            whole = wholeBefore;
            drafts = draftsBefore;
            undo = undoBefore;
            written = writtenBefore;
        }
        return result;
    }

    @Override
    public void write(Author author, List<AuditRecord> records) {
        records.forEach(record -> written.add(
                new Written(author, record.action(), record.subject().toString(), record.changes())));
    }

    @Override
    public void note(Author author, String action, AuditSubject subject) {
        write(author, action, subject, List.of());
    }

    @Override
    public List<AuditEntry> newest(AuditFilter filter, Optional<Long> before, int limit) {
        throw new UnsupportedOperationException("the audit in memory is no chain");
    }

    @Override
    public Verdict verify() {
        throw new UnsupportedOperationException("the audit in memory is no chain");
    }
}
