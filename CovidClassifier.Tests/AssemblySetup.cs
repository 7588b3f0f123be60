// a new fixture object per test: fields cannot leak from one test into the next
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]

// one after the other, because some look at the memory, the time or the surroundings of the whole process; what is marked as parallel starts processes of its
// own
[assembly: NonParallelizable]
