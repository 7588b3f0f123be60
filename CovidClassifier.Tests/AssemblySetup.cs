// a new fixture object per test: fields cannot leak from one test into the next
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
