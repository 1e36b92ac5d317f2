package lv.helpline.testing;

import static java.util.Comparator.reverseOrder;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lv.helpline.audit.Author;
import lv.helpline.shared.EditResult;
import lv.helpline.statistics.Quarter;
import lv.helpline.statistics.Report;
import lv.helpline.statistics.Reports;

/// Published reports without a database.
public final class InMemoryReports implements Reports {

    private final Map<Quarter, Published> published = new TreeMap<>(reverseOrder());

    @Override
    public List<Quarter> quarters() {
        return List.copyOf(published.keySet());
    }

    @Override
    public Optional<Published> find(Quarter quarter) {
        return Optional.ofNullable(published.get(quarter));
    }

    @Override
    public EditResult publish(Report report, Author author) {
        return published.putIfAbsent(report.quarter(), new Published(report, author.at())) == null
                ? new EditResult.Done(report.quarter().toString())
                : new EditResult.Outdated();
    }
}
