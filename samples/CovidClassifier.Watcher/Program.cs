CovidClassifier.Watcher.WatcherHost.Build(args).Run();
