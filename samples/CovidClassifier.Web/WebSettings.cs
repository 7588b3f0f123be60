using CovidClassifier.AspNetCore;

namespace CovidClassifier.Web;

/// <summary>The section <c>Covid</c> of the configuration: what <see cref="CovidModelOptions"/> has, and what is the server's own.</summary>
internal sealed class WebSettings
{
    public const string Section = "Covid";

    private static readonly string Bundled = Path.Combine(AppContext.BaseDirectory, "models", "covid-multisource.zip");

    /// <summary>Requests of one address in a minute; 0: no limit. Default 600.</summary>
    public int RequestsPerMinute { get; set; } = 600;

    /// <summary>Connections at once. Default 1,000.</summary>
    public long MaxConnections { get; set; } = 1_000;

    /// <summary>Whether an archive may send X-rays in and fetch results by DICOMweb; these are kept in memory, with the patient's name, and whoever reaches
    /// the server can fetch them. Default no.</summary>
    public bool DicomWeb { get; set; }

    /// <summary>The model's own, with the bundled model where none is named.</summary>
    public CovidModelOptions Model { get; private init; } = new();

    private IConfiguration Configuration { get; init; } = null!;

    public static WebSettings Of(IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection(Section);
        var settings = new WebSettings { Configuration = section };
        section.Bind(settings);
        settings.Configure(settings.Model);
        return settings;
    }

    public void Configure(CovidModelOptions options)
    {
        options.ModelPath = Bundled;
        Configuration.Bind(options);
    }
}
