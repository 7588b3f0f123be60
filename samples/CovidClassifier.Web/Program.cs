CovidClassifier.Web.CovidWeb.Build(args).Run();
