using Tracker.Testing;

[assembly: AssemblyFixture(typeof(TestCluster))]
