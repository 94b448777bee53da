/**
 * Health of an Application as its parent sees it. Argo CD dropped this check in 1.8; without it an Application is
 * healthy as soon as it exists, and sync waves among the root's children order nothing.
 *
 * Source: https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#argocd-app
 */
export const applicationHealth = `hs = {}
hs.status = "Progressing"
hs.message = ""
if obj.status ~= nil then
  if obj.status.health ~= nil then
    hs.status = obj.status.health.status
    if obj.status.health.message ~= nil then
      hs.message = obj.status.health.message
    end
  end
end
return hs
`;
