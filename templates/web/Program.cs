// Classifies chest X-rays that are posted to it. For research and teaching only, never for diagnosis.
using CovidClassifier;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
string zip = builder.Configuration["Model"] ?? "model.zip";
builder.Services.AddSingleton(_ => CovidModel.Load(zip));       // one model serves all threads
WebApplication app = builder.Build();

app.MapGet("/", (CovidModel model) => new { model.ClassNames, model.PositiveLabel, model.Card.ResearchUseOnly });

// curl --data-binary @patient.png http://localhost:5000/predict
app.MapPost("/predict", async (HttpRequest request, CovidModel model, CancellationToken cancellationToken) =>
{
    using var bytes = new MemoryStream();
    await request.Body.CopyToAsync(bytes, cancellationToken);
    try
    {
        Prediction prediction = model.Predict(XRayImage.FromBytes(bytes.ToArray(), "upload"));
        return Results.Ok(new
        {
            prediction.Label,
            Probabilities = prediction.Probabilities.ToDictionary(p => p.Label, p => p.Probability),
            model.Card.ResearchUseOnly,
        });
    }
    catch (ImageFormatException e)
    {
        return Results.BadRequest(new { error = e.Message });
    }
});

app.Run();
