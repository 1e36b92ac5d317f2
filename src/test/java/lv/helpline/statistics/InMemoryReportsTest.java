package lv.helpline.statistics;

import lv.helpline.testing.InMemoryReports;

class InMemoryReportsTest implements ReportsContract {

    private final Reports reports = new InMemoryReports();

    @Override
    public Reports reports() {
        return reports;
    }
}
