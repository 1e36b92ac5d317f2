package lv.helpline.audit;

import java.util.List;

/// What an entry of the audit says, before it is a link of the chain.
///
/// @param action what was done, such as `line-changed`
public record AuditRecord(String action, AuditSubject subject, List<Change> changes) {
    public AuditRecord {
        changes = List.copyOf(changes);
    }
}
